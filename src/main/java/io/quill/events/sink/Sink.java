package io.quill.events.sink;

import java.time.Duration;
import java.util.Collection;

/**
 * Sink of rows, such as a Power BI dataset. No method throws for what the service answers or fails
 * to answer; one append a table is in flight.
 */
public interface Sink {
    /** Time for which a request may still be carried out after its sender has given up on it. */
    Duration LATE_WINDOW = Duration.ofMinutes(1);

    /** Finds the dataset or makes it, and returns whether rows may come. */
    SinkStatus ensure();

    /**
     * Appends rows with one request, repeated only where the first was refused before it was read.
     */
    PushResult append(Batch batch);

    /** Removes all rows of a table. */
    PushResult clear(String table);

    /** Returns what the sink's sequence number says about a batch. */
    SequenceProof proof(String table, long number);

    /**
     * Uses up the number of a batch by a request without rows. Afterwards the number proves nothing
     * about the batch, so this has to be stored before.
     */
    RevocationResult revoke(String table, long number);

    /**
     * Returns how many posts were sent beside those asked for since the last call; all of them
     * count.
     */
    default int extraPosts() {
        return 0;
    }

    /** Returns how many rows a table holds now. */
    default RowCount count(String table) {
        return new RowCount.Unknown("rows are not counted here");
    }

    /** Returns which of these EventIDs the fact table holds. */
    EventLookup findEvents(Collection<String> eventIds);
}
