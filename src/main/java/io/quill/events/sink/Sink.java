package io.quill.events.sink;

import java.time.Duration;
import java.util.Collection;

/**
 * Where rows end up. No method throws for what the far side says or fails to say: every answer is a
 * value with a consequence. One append in flight per table.
 */
public interface Sink {
    /** How long a request may still be carried out after its sender has given up on it. */
    Duration LATE = Duration.ofMinutes(1);

    /** Finds what is to be pushed to, or makes it, and says whether rows may come. */
    Standing ensure();

    /** One request, sent again only where the first was refused before it was looked at. */
    PushResult append(Batch batch);

    /** Removes all rows of a table. */
    PushResult clear(String table);

    /** Whether the batch of this number was taken, by the sink's own books. */
    Proof proof(String table, long number);

    /**
     * Uses the number of a batch up by a request without rows. Once that was tried, the number
     * proves nothing about the batch any more, which has to be written down before.
     */
    Revocation revoke(String table, long number);

    /**
     * How many posts were sent beside those asked for, since it was told last: all of them count.
     */
    default int postsBeside() {
        return 0;
    }

    /** How many rows a table holds now. */
    default RowCount count(String table) {
        return new RowCount.Unknown("rows are not counted here");
    }

    /** Which of these EventIDs the fact table holds. */
    Presence present(Collection<String> eventIds);
}
