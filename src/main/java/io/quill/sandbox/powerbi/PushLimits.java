package io.quill.sandbox.powerbi;

/**
 * Limits of a push dataset as Microsoft documents them; a test may set smaller ones.
 *
 * @param columns 75 a table
 * @param tables 75
 * @param relationships 75
 * @param rowsPerPost 10,000
 * @param bytesPerPost 16 MB
 * @param pendingPosts 5 POSTs of rows at once a dataset
 * @param postsPerMinute 120 POSTs of rows a minute a dataset
 * @param largeTable "if a table has 250,000 rows or more": then
 * @param postsPerHour 120 POSTs of rows an hour a dataset
 * @param rowsPerHour 1,000,000 rows an hour a dataset
 * @param fifoKept 200,000 rows stay when a FIFO table is cut
 * @param fifoMost 210,000 rows are what it is cut at
 * @param rowsPerTable 5,000,000 rows where the retention is None
 * @param charsPerString 4,000
 * @param queriesPerMinute 120 DAX queries a minute a user
 * @param rowsPerQuery 100,000 rows a query
 * @param valuesPerQuery 1,000,000 values a query
 * @param bytesPerQuery 15 MB a query
 */
public record PushLimits(
        int columns,
        int tables,
        int relationships,
        int rowsPerPost,
        int bytesPerPost,
        int pendingPosts,
        int postsPerMinute,
        int largeTable,
        int postsPerHour,
        int rowsPerHour,
        int fifoKept,
        int fifoMost,
        int rowsPerTable,
        int charsPerString,
        int queriesPerMinute,
        int rowsPerQuery,
        int valuesPerQuery,
        int bytesPerQuery) {
    public static final PushLimits DOCUMENTED =
            new PushLimits(
                    75,
                    75,
                    75,
                    10_000,
                    16_000_000,
                    5,
                    120,
                    250_000,
                    120,
                    1_000_000,
                    200_000,
                    210_000,
                    5_000_000,
                    4_000,
                    120,
                    100_000,
                    1_000_000,
                    15_000_000);

    /** Quotas that nothing reaches, for a measurement of something else. */
    public PushLimits withoutQuotas() {
        int none = Integer.MAX_VALUE;
        return new PushLimits(
                columns,
                tables,
                relationships,
                rowsPerPost,
                bytesPerPost,
                pendingPosts,
                none,
                none,
                none,
                none,
                fifoKept,
                fifoMost,
                rowsPerTable,
                charsPerString,
                none,
                rowsPerQuery,
                valuesPerQuery,
                bytesPerQuery);
    }
}
