package io.quill.events.source.hubspot;

import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.JsonObject;
import io.quill.events.source.TimestampParser;

import java.time.Instant;
import java.util.Optional;

/**
 * Adapts HubSpot's events. A ticket or an e-mail counts when it is created, once a look-up has
 * found its owner; a change of a property only says that the look-up may succeed now.
 */
final class HubSpotAdapter {
    private HubSpotAdapter() {}

    static AdapterOutcome adapt(JsonObject event, Instant receivedAt) {
        Optional<SubscriptionType> subscription = SubscriptionType.of(event);
        return subscription.isEmpty()
                ? new AdapterOutcome.Rejected("an event without a subscription type", event.raw())
                : adapt(subscription.get(), event, receivedAt);
    }

    private static AdapterOutcome adapt(
            SubscriptionType about, JsonObject event, Instant receivedAt) {
        return switch (about.action()) {
            case "creation" ->
                    about.isCounted()
                            ? key(about, event)
                                    .<AdapterOutcome>map(key -> created(key, event, receivedAt))
                                    .orElseGet(() -> withoutId(event))
                            : new AdapterOutcome.Ignored("creation-of-another-object");
            case "propertychange" ->
                    about.isCounted()
                            ? key(about, event)
                                    .<AdapterOutcome>map(
                                            key -> new AdapterOutcome.Wakes(key.toEventKey()))
                                    .orElseGet(() -> withoutId(event))
                            : new AdapterOutcome.Ignored("change-of-another-object");
            case "associationchange" -> new AdapterOutcome.Ignored("association-change");
            case "deletion" -> new AdapterOutcome.Ignored("deletion");
            case "privacydeletion" -> new AdapterOutcome.Ignored("privacy-deletion");
            case "merge" -> new AdapterOutcome.Ignored("merge");
            case "restore" -> new AdapterOutcome.Ignored("restore");
            default ->
                    new AdapterOutcome.Ignored(
                            about.objectType().equals("conversation")
                                    ? "conversation"
                                    : "unknown-event");
        };
    }

    private static Optional<ObjectKey> key(SubscriptionType about, JsonObject event) {
        Optional<String> portal = event.id("portalId");
        Optional<String> id = event.id("objectId");
        if (portal.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        return ObjectType.of(about.objectType())
                .map(type -> new ObjectKey(portal.get(), type, id.get()));
    }

    private static AdapterOutcome withoutId(JsonObject event) {
        return new AdapterOutcome.Rejected(
                "an event without a usable portal or object id", event.raw());
    }

    private static AdapterOutcome created(ObjectKey key, JsonObject event, Instant receivedAt) {
        Optional<String> told = event.text("occurredAt");
        Optional<Instant> read = told.flatMap(TimestampParser::parse);
        return new AdapterOutcome.NeedsResolving(
                key.creationFact(read.orElse(receivedAt), TimestampParser.notes(told, read)),
                "owner");
    }
}
