package io.quill.events.source.hubspot;

import io.quill.events.FactEvent;
import io.quill.events.source.Moment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A ticket or an e-mail as HubSpot has it now. */
public record CrmRecord(ObjectType type, String id, Map<String, String> properties) {
    public CrmRecord {
        properties = Map.copyOf(properties);
    }

    /** Blank where it has none. */
    public String property(String name) {
        return properties.getOrDefault(name, "");
    }

    public String ownerId() {
        return property("hubspot_owner_id");
    }

    /** An e-mail counts for when it was sent, a ticket for when it was opened. */
    public Optional<Instant> occurredAt() {
        return Moment.of(property("hs_timestamp")).or(this::createdAt);
    }

    Optional<Instant> createdAt() {
        return Moment.of(property(type.created));
    }

    /** What a webhook about its creation would have brought. */
    public FactEvent created(String portal, Instant foundAt) {
        return new ObjectKey(portal, type, id).created(createdAt(), foundAt);
    }
}
