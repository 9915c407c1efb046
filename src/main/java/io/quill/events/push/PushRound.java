package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.sink.PushResult;

import java.util.List;

/** Message of the push route; a step passes on what does not concern it. */
public sealed interface PushRound {
    /** Nothing to do, or nothing that may be done now. */
    record Idle() implements PushRound {}

    /** Facts that are ready, and not bound to a batch yet. */
    record Candidates(PusherState tenure, List<LedgerEntry> entries) implements PushRound {
        public Candidates {
            entries = List.copyOf(entries);
        }
    }

    /** A batch that may be posted once the quota allows it. */
    record Bound(PusherState tenure, OpenBatch batch) implements PushRound {}

    /** A batch that was posted, and what came of it. */
    record Answered(PusherState tenure, OpenBatch batch, PushResult result) implements PushRound {
        public long number() {
            return batch.number();
        }

        public List<EventKey> keys() {
            return batch.keys();
        }
    }
}
