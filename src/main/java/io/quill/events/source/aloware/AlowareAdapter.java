package io.quill.events.source.aloware;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.JsonObject;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Adapts Aloware's deliveries. A communication counts once it has ended; later deliveries about it,
 * such as a recording, make the same fact again.
 */
final class AlowareAdapter {
    private final Set<Direction> counted;

    AlowareAdapter(Set<Direction> counted) {
        this.counted = counted;
    }

    AdapterOutcome adapt(JsonObject delivery, Instant receivedAt) {
        Communication told = Communication.from(delivery);
        if (told.body().isTrue("test_payload")) {
            return new AdapterOutcome.Ignored("test-payload");
        }
        return switch (told.kind()) {
            case CALL ->
                    ended(
                            Metric.CALLS,
                            told,
                            CommunicationOutcome.ofCall(told),
                            delivery,
                            receivedAt);
            case TEXT ->
                    ended(
                            Metric.TEXTS,
                            told,
                            CommunicationOutcome.ofText(told),
                            delivery,
                            receivedAt);
            case NOTHING ->
                    new AdapterOutcome.Rejected("neither a type nor an event name", delivery.raw());
            case CommunicationKind other -> new AdapterOutcome.Ignored(other.label());
        };
    }

    private AdapterOutcome ended(
            Metric metric,
            Communication told,
            Optional<CommunicationOutcome> ending,
            JsonObject delivery,
            Instant receivedAt) {
        Direction direction = told.direction();
        if (direction == Direction.NONE) {
            return new AdapterOutcome.Ignored("no-direction");
        }
        if (!counted.contains(direction)) {
            return new AdapterOutcome.Ignored(direction.name().toLowerCase(Locale.ROOT));
        }
        if (ending.isEmpty()) {
            return new AdapterOutcome.Ignored("in-progress");
        }
        return told.id()
                .map(id -> fact(metric, id, told, ending.get(), receivedAt))
                .<AdapterOutcome>map(
                        fact ->
                                fact.hasAgent()
                                        ? new AdapterOutcome.Fact(fact)
                                        : new AdapterOutcome.NeedsResolving(fact, "agent"))
                .orElseGet(
                        () ->
                                new AdapterOutcome.Rejected(
                                        "an ended communication without a usable id",
                                        delivery.raw()));
    }

    private static FactEvent fact(
            Metric metric,
            String id,
            Communication told,
            CommunicationOutcome communicationOutcome,
            Instant receivedAt) {
        return new FactEvent(
                EventKey.of("ALOWARE", id),
                metric,
                told.agentId(),
                told.createdAt().orElse(receivedAt),
                told.direction(),
                communicationOutcome.label(),
                told.seconds("talk_time"),
                told.seconds("duration"),
                told.ringGroupId(),
                told.notes());
    }
}
