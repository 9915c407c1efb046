package io.quill.events.source.hubspot;

import io.quill.events.source.JsonObject;

import java.util.Locale;
import java.util.Optional;

/** Type of an event's subscription: an object type, and what happened to the object. */
record SubscriptionType(String objectType, String action) {
    static final String TICKET = "0-5";
    static final String EMAIL = "0-49";

    /** "ticket.creation" is the older name of "object.creation" of the object type 0-5. */
    static Optional<SubscriptionType> of(JsonObject event) {
        return event.text("subscriptionType")
                .or(() -> event.text("eventType"))
                .map(type -> type.toLowerCase(Locale.ROOT))
                .map(type -> of(type, event));
    }

    private static SubscriptionType of(String type, JsonObject event) {
        int dot = type.lastIndexOf('.');
        String object = dot < 0 ? "" : type.substring(0, dot);
        String happened = type.substring(dot + 1);
        return new SubscriptionType(
                switch (object) {
                    case "ticket" -> TICKET;
                    case "object" -> event.text("objectTypeId").orElse("");
                    default -> object;
                },
                happened);
    }

    boolean isCounted() {
        return objectType.equals(TICKET) || objectType.equals(EMAIL);
    }
}
