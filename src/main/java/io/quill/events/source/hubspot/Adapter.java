package io.quill.events.source.hubspot;

import io.quill.events.source.JsonObject;
import io.quill.events.source.Moment;
import io.quill.events.source.Outcome;

import java.time.Instant;
import java.util.Optional;

/**
 * A ticket or an e-mail counts when it is created. An event names neither its owner nor, for an
 * e-mail, its direction, so each fact waits for a look-up, and a change of a property only says
 * that the look-up may succeed now.
 */
final class Adapter {
    private Adapter() {}

    static Outcome adapt(JsonObject event, Instant receivedAt) {
        Optional<Subscription> subscription = Subscription.of(event);
        return subscription.isEmpty()
                ? new Outcome.Rejected("an event without a subscription type", event.raw())
                : adapt(subscription.get(), event, receivedAt);
    }

    private static Outcome adapt(Subscription about, JsonObject event, Instant receivedAt) {
        return switch (about.happened()) {
            case "creation" ->
                    about.isCounted()
                            ? key(about, event)
                                    .<Outcome>map(key -> created(key, event, receivedAt))
                                    .orElseGet(() -> nameless(event))
                            : new Outcome.Ignored("creation-of-another-object");
            case "propertychange" ->
                    about.isCounted()
                            ? key(about, event)
                                    .<Outcome>map(key -> new Outcome.Wakes(key.event()))
                                    .orElseGet(() -> nameless(event))
                            : new Outcome.Ignored("change-of-another-object");
            case "associationchange" -> new Outcome.Ignored("association-change");
            case "deletion" -> new Outcome.Ignored("deletion");
            case "privacydeletion" -> new Outcome.Ignored("privacy-deletion");
            case "merge" -> new Outcome.Ignored("merge");
            case "restore" -> new Outcome.Ignored("restore");
            default ->
                    new Outcome.Ignored(
                            about.objectType().equals("conversation")
                                    ? "conversation"
                                    : "unknown-event");
        };
    }

    private static Optional<ObjectKey> key(Subscription about, JsonObject event) {
        Optional<String> portal = event.id("portalId");
        Optional<String> id = event.id("objectId");
        if (portal.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        return ObjectType.of(about.objectType())
                .map(type -> new ObjectKey(portal.get(), type, id.get()));
    }

    private static Outcome nameless(JsonObject event) {
        return new Outcome.Rejected("an event without a usable portal or object id", event.raw());
    }

    private static Outcome created(ObjectKey key, JsonObject event, Instant receivedAt) {
        Optional<String> told = event.text("occurredAt");
        Optional<Instant> read = told.flatMap(Moment::of);
        return new Outcome.NeedsResolving(
                key.created(read.orElse(receivedAt), Moment.notes(told, read)), "owner");
    }
}
