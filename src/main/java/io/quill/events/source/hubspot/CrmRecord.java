package io.quill.events.source.hubspot;

import io.quill.events.FactEvent;
import io.quill.events.source.TimestampParser;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Ticket or e-mail as HubSpot has it now. */
public record CrmRecord(ObjectType type, String id, Map<String, String> properties) {
    public CrmRecord {
        properties = Map.copyOf(properties);
    }

    /** Returns a property, blank if the record has none. */
    public String property(String name) {
        return properties.getOrDefault(name, "");
    }

    public String ownerId() {
        return property("hubspot_owner_id");
    }

    /** Returns when an e-mail was sent, or a ticket was opened. */
    public Optional<Instant> occurredAt() {
        return TimestampParser.parse(property("hs_timestamp")).or(this::createdAt);
    }

    Optional<Instant> createdAt() {
        return TimestampParser.parse(property(type.created));
    }

    /** Returns the fact that a webhook about the creation would have brought. */
    public FactEvent creationFact(String portal, Instant foundAt) {
        return new ObjectKey(portal, type, id).creationFact(createdAt(), foundAt);
    }
}
