package io.quill.events.source.aloware;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.FactEvent;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.GoldenDeliveries;

import java.util.List;
import java.util.Set;

/** What the adapter makes of a body, given by its members. */
final class AlowareFixture {
    static final Set<Direction> BOTH = Set.of(Direction.INBOUND, Direction.OUTBOUND);

    private AlowareFixture() {}

    static FactEvent fact(String event, String body) {
        return event(outcome(BOTH, "{\"event\":\"%s\",\"body\":{%s}}".formatted(event, body)));
    }

    static FactEvent fact(String body) {
        return event(adapt(body));
    }

    private static FactEvent event(AdapterOutcome adapterOutcome) {
        return switch (adapterOutcome) {
            case AdapterOutcome.Fact(var event) -> event;
            case AdapterOutcome.NeedsResolving(var event, var _) -> event;
            case AdapterOutcome.Wakes _, AdapterOutcome.Ignored _, AdapterOutcome.Rejected _ ->
                    throw new AssertionError("no fact: " + adapterOutcome);
        };
    }

    static AdapterOutcome adapt(String body) {
        return adapt(Set.of(Direction.OUTBOUND), body);
    }

    static AdapterOutcome adapt(Set<Direction> counted, String body) {
        return outcome(counted, "{" + body + "}");
    }

    private static AdapterOutcome outcome(Set<Direction> counted, String json) {
        return aloware(counted).adapt(GoldenDeliveries.envelope(json.getBytes(UTF_8))).getFirst();
    }

    static Aloware aloware(Set<Direction> counted) {
        return new Aloware(new AlowareWebhookSettings(List.of(), counted));
    }
}
