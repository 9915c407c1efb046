package io.quill.records.landing;

import java.util.Optional;

/**
 * One run's records of one feed on their way into bronze; used by one thread. What was added may
 * show before the commit, the cursor never: reading the same again changes nothing. A record may
 * come more than once in a load; the last one counts.
 */
public interface Load extends AutoCloseable {
    void add(RawRecord record);

    /** The record is there, though nothing of it was read: listings of ids alone. */
    void seen(String sourceId);

    /** The service says that it was deleted. */
    void gone(String sourceId);

    /** What cannot be kept as a record, with why; it does not stop the others. */
    void reject(Optional<String> sourceId, String why, byte[] payload);

    /**
     * Everything added and the cursor, in one step; without a cursor the old one stays. Where the
     * floor objects to deletions, the records are kept, the run has failed, and the old cursor
     * stays as well.
     */
    Landed commit(Optional<Cursor> cursor, Effort effort);

    /** Ends the run as failed: the cursor stays. */
    void fail(String why, Effort effort);

    /** A load that was neither committed nor failed is failed. */
    @Override
    void close();
}
