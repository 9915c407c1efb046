package io.quill.events.webhook;

import io.quill.events.ledger.Arrival;

import java.util.List;

/** Outcome of replaying a dead letter. */
public sealed interface ReplayOutcome {
    /** It was understood when it came, and is offered to the sink again. */
    record Offered() implements ReplayOutcome {}

    /** It is understood now: these are held, so many are of no interest, and it is closed. */
    record Understood(List<Arrival> arrivals, int ignored) implements ReplayOutcome {
        public Understood {
            arrivals = List.copyOf(arrivals);
        }
    }

    record StillDead(String reason) implements ReplayOutcome {}
}
