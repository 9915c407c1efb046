package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;

import java.time.Instant;

/** An event as it reaches the ledger. */
public sealed interface Arrival {
    /** Stands for an envelope where none brought it, and a search found it. */
    String SEARCHED = "reconcile";

    EventKey key();

    /** The envelope that brought it. */
    String envelope();

    Instant at();

    /** Counts; what is {@code missing} is blank when nothing is. */
    record Countable(FactEvent event, String missing, String envelope, Instant at)
            implements Arrival {
        @Override
        public EventKey key() {
            return event.key();
        }

        State state() {
            return missing.isEmpty() ? State.READY : State.UNRESOLVED;
        }
    }

    /** Could not be understood, and is kept as it came. */
    record Unreadable(EventKey key, String reason, byte[] raw, String envelope, Instant at)
            implements Arrival {}
}
