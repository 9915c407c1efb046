package io.quill.records.warehouse.meta;

import io.quill.records.landing.RequestStatistics;

import java.util.Optional;

/** Counts of a run, for its row in meta.sync_runs. */
public record SyncRunCounts(
        long read,
        long written,
        long skipped,
        long deleted,
        long rejected,
        RequestStatistics statistics,
        Optional<String> cursor,
        Optional<String> remark) {

    public static final SyncRunCounts NOTHING = of(0, 0, 0, 0);

    public static SyncRunCounts of(long read, long written, long skipped, long rejected) {
        return new SyncRunCounts(
                read,
                written,
                skipped,
                0,
                rejected,
                RequestStatistics.NONE,
                Optional.empty(),
                Optional.empty());
    }

    public SyncRunCounts with(RequestStatistics cost) {
        return new SyncRunCounts(read, written, skipped, deleted, rejected, cost, cursor, remark);
    }
}
