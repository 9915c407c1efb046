package io.quill.events.source.hubspot;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.source.TimestampParser;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Key of a HubSpot object: its portal, type and id. */
public record ObjectKey(String portal, ObjectType type, String id) {
    public static final String SOURCE = "HUBSPOT";

    private static final Pattern CREATED =
            Pattern.compile(
                    SOURCE + ":(?<portal>\\d{1,19}):(?<type>\\d-\\d+):(?<id>\\d{1,19}):created");

    /** Returns the object of an event key; empty if HubSpot cannot have such an object. */
    public static Optional<ObjectKey> of(EventKey event) {
        Matcher key = CREATED.matcher(event.value());
        return key.matches()
                ? ObjectType.of(key.group("type"))
                        .map(type -> new ObjectKey(key.group("portal"), type, key.group("id")))
                : Optional.empty();
    }

    public EventKey toEventKey() {
        return EventKey.of(SOURCE, portal, type.typeId, id, "created");
    }

    /** Returns the fact of an object's creation, as long as nobody has looked it up. */
    public FactEvent creationFact(Optional<Instant> createdAt, Instant knownAt) {
        String notes = createdAt.isPresent() ? "" : TimestampParser.ARRIVAL_TIME;
        return creationFact(createdAt.orElse(knownAt), notes);
    }

    FactEvent creationFact(Instant at, String notes) {
        return new FactEvent(
                toEventKey(), type.metric, "", at, Direction.NONE, "created", 0, 0, "", notes);
    }
}
