package io.quill.records.landing;

import java.util.Optional;

/**
 * Load of one feed's records into bronze, used by one thread. Records may show before the commit,
 * the cursor never; of equal records in a load the last one counts.
 */
public interface Load extends AutoCloseable {
    void add(RawRecord record);

    /** Marks a record as present although only its id was listed. */
    void markSeen(String sourceId);

    /** Marks a record that the service reports as deleted. */
    void markDeleted(String sourceId);

    /** Stores a payload that cannot be kept as a record, with the reason; the load goes on. */
    void reject(Optional<String> sourceId, String why, byte[] payload);

    /**
     * Commits all records and the cursor in one transaction; without a cursor the old one stays. If
     * the deletion threshold objects, the records are kept, the run fails and the old cursor stays.
     */
    LoadResult commit(Optional<Cursor> cursor, RequestStatistics requestStatistics);

    /** Ends the run as failed: the cursor stays. */
    void fail(String why, RequestStatistics requestStatistics);

    /** A load that was neither committed nor failed is failed. */
    @Override
    void close();
}
