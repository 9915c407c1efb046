package io.quill.events.push;

import io.quill.events.EventKey;
import io.quill.events.ledger.Entry;
import io.quill.events.sink.PushResult;

import java.util.List;

/**
 * What travels through the stations of a push; a station passes on what is none of its business.
 */
public sealed interface Round {
    /** Nothing to do, or nothing that may be done now. */
    record Idle() implements Round {}

    /** Facts that are ready, and not bound to a batch yet. */
    record Candidates(Tenure tenure, List<Entry> entries) implements Round {
        public Candidates {
            entries = List.copyOf(entries);
        }
    }

    /** A batch that may be posted once the quota allows it. */
    record Bound(Tenure tenure, OpenBatch batch) implements Round {}

    /** A batch that was posted, and what came of it. */
    record Answered(Tenure tenure, OpenBatch batch, PushResult result) implements Round {
        public long number() {
            return batch.number();
        }

        public List<EventKey> keys() {
            return batch.keys();
        }
    }
}
