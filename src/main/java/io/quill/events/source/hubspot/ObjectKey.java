package io.quill.events.source.hubspot;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.source.Moment;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which object of which portal an event is about. */
public record ObjectKey(String portal, ObjectType type, String id) {
    public static final String SOURCE = "HUBSPOT";

    private static final Pattern CREATED =
            Pattern.compile(
                    SOURCE + ":(?<portal>\\d{1,19}):(?<type>\\d-\\d+):(?<id>\\d{1,19}):created");

    /** Empty when HubSpot cannot have given the event such a key. */
    public static Optional<ObjectKey> of(EventKey event) {
        Matcher key = CREATED.matcher(event.value());
        return key.matches()
                ? ObjectType.of(key.group("type"))
                        .map(type -> new ObjectKey(key.group("portal"), type, key.group("id")))
                : Optional.empty();
    }

    public EventKey event() {
        return EventKey.of(SOURCE, portal, type.typeId, id, "created");
    }

    /** What its creation counts as, as long as nobody has looked it up. */
    public FactEvent created(Optional<Instant> createdAt, Instant knownAt) {
        String notes = createdAt.isPresent() ? "" : Moment.OF_ARRIVAL;
        return created(createdAt.orElse(knownAt), notes);
    }

    FactEvent created(Instant at, String notes) {
        return new FactEvent(
                event(), type.metric, "", at, Direction.NONE, "created", 0, 0, "", notes);
    }
}
