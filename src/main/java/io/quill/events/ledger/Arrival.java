package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;

import java.time.Instant;

/** Event that is about to be held. */
public sealed interface Arrival {
    /** Envelope of events that a search found and no delivery brought. */
    String SEARCHED = "reconcile";

    EventKey key();

    /** Returns the envelope that brought the event. */
    String envelope();

    Instant at();

    /** Counts; what is {@code missing} is blank when nothing is. */
    record Countable(FactEvent event, String missing, String envelope, Instant at)
            implements Arrival {
        @Override
        public EventKey key() {
            return event.key();
        }

        EntryState state() {
            return missing.isEmpty() ? EntryState.READY : EntryState.UNRESOLVED;
        }
    }

    /** Could not be understood, and is kept as it came. */
    record Unreadable(EventKey key, String reason, byte[] raw, String envelope, Instant at)
            implements Arrival {}
}
