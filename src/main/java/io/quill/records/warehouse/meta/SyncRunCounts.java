package io.quill.records.warehouse.meta;

import io.quill.records.landing.RequestStatistics;
import io.quill.records.landing.WarehouseLayers.Refined;

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

    static SyncRunCounts of(Refined refined) {
        return of(refined, RequestStatistics.NONE);
    }

    public static SyncRunCounts of(Refined refined, RequestStatistics statistics) {
        return new SyncRunCounts(
                refined.read(),
                refined.written(),
                refined.unchanged(),
                0,
                refined.rejected(),
                statistics,
                Optional.empty(),
                Optional.empty());
    }
}
