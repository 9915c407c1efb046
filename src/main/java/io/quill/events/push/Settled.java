package io.quill.events.push;

import java.time.Instant;
import java.util.List;

/** The rows of a batch that a dataset has, as they were posted. */
public record Settled(long batch, String dataset, Instant at, List<String> rows) {
    public Settled {
        rows = List.copyOf(rows);
    }
}
