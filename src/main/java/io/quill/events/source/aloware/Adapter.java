package io.quill.events.source.aloware;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.source.JsonObject;
import io.quill.events.source.Outcome;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Counts a communication once it has ended, under its own id: the deliveries that follow it (the
 * recording, the summary) make the same fact again, and the ledger knows it.
 */
final class Adapter {
    private final Set<Direction> counted;

    Adapter(Set<Direction> counted) {
        this.counted = counted;
    }

    Outcome adapt(JsonObject delivery, Instant receivedAt) {
        Communication told = Communication.in(delivery);
        if (told.body().isTrue("test_payload")) {
            return new Outcome.Ignored("test-payload");
        }
        return switch (told.kind()) {
            case CALL -> ended(Metric.CALLS, told, Ending.ofCall(told), delivery, receivedAt);
            case TEXT -> ended(Metric.TEXTS, told, Ending.ofText(told), delivery, receivedAt);
            case NOTHING ->
                    new Outcome.Rejected("neither a type nor an event name", delivery.raw());
            case Kind other -> new Outcome.Ignored(other.label());
        };
    }

    private Outcome ended(
            Metric metric,
            Communication told,
            Optional<Ending> ending,
            JsonObject delivery,
            Instant receivedAt) {
        Direction direction = told.direction();
        if (direction == Direction.NONE) {
            return new Outcome.Ignored("no-direction");
        }
        if (!counted.contains(direction)) {
            return new Outcome.Ignored(direction.name().toLowerCase(Locale.ROOT));
        }
        if (ending.isEmpty()) {
            return new Outcome.Ignored("in-progress");
        }
        return told.id()
                .map(id -> fact(metric, id, told, ending.get(), receivedAt))
                .<Outcome>map(
                        fact ->
                                fact.hasAgent()
                                        ? new Outcome.Fact(fact)
                                        : new Outcome.NeedsResolving(fact, "agent"))
                .orElseGet(
                        () ->
                                new Outcome.Rejected(
                                        "an ended communication without a usable id",
                                        delivery.raw()));
    }

    private static FactEvent fact(
            Metric metric, String id, Communication told, Ending ending, Instant receivedAt) {
        return new FactEvent(
                EventKey.of("ALOWARE", id),
                metric,
                told.agentId(),
                told.createdAt().orElse(receivedAt),
                told.direction(),
                ending.label(),
                told.seconds("talk_time"),
                told.seconds("duration"),
                told.ringGroupId(),
                told.notes());
    }
}
