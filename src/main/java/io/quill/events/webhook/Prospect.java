package io.quill.events.webhook;

import io.quill.events.ledger.Arrival;

import java.util.List;

/** What replaying a dead letter comes to. */
public sealed interface Prospect {
    /** It was understood when it came, and is offered to the sink again. */
    record Offered() implements Prospect {}

    /** It is understood now: these are held, so many are of no interest, and it is closed. */
    record Understood(List<Arrival> arrivals, int ignored) implements Prospect {
        public Understood {
            arrivals = List.copyOf(arrivals);
        }
    }

    record StillDead(String reason) implements Prospect {}
}
