package io.quill.events.push;

import java.time.Instant;
import java.util.List;

/** Settled batch: the rows that a dataset has, as they were posted. */
public record SettledBatch(long batch, String dataset, Instant at, List<String> rows) {
    public SettledBatch {
        rows = List.copyOf(rows);
    }
}
