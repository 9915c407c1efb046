package io.quill.events.source.aloware;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.FactEvent;
import io.quill.events.source.Golden;
import io.quill.events.source.Outcome;

import java.util.List;
import java.util.Set;

/** What the adapter makes of a body, given by its members. */
final class Told {
    static final Set<Direction> BOTH = Set.of(Direction.INBOUND, Direction.OUTBOUND);

    private Told() {}

    static FactEvent fact(String event, String body) {
        return event(outcome(BOTH, "{\"event\":\"%s\",\"body\":{%s}}".formatted(event, body)));
    }

    static FactEvent fact(String body) {
        return event(adapt(body));
    }

    private static FactEvent event(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Fact(var event) -> event;
            case Outcome.NeedsResolving(var event, var _) -> event;
            case Outcome.Wakes _, Outcome.Ignored _, Outcome.Rejected _ ->
                    throw new AssertionError("no fact: " + outcome);
        };
    }

    static Outcome adapt(String body) {
        return adapt(Set.of(Direction.OUTBOUND), body);
    }

    static Outcome adapt(Set<Direction> counted, String body) {
        return outcome(counted, "{" + body + "}");
    }

    private static Outcome outcome(Set<Direction> counted, String json) {
        return aloware(counted).adapt(Golden.envelope(json.getBytes(UTF_8))).getFirst();
    }

    static Aloware aloware(Set<Direction> counted) {
        return new Aloware(new AlowareSettings(List.of(), counted));
    }
}
