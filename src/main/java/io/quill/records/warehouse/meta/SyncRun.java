package io.quill.records.warehouse.meta;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Row of meta.sync_runs. */
public record SyncRun(
        UUID id,
        UUID parent,
        SyncRunLog.Subject subject,
        Status status,
        String trigger,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Rows rows,
        Optional<String> error,
        Optional<String> cursorFrom,
        Optional<String> cursorTo) {

    public enum Status {
        RUNNING,
        SUCCESS,
        FAILED
    }

    /** Counts. */
    public record Rows(long read, long written, long skipped, long deleted, long rejected) {}
}
