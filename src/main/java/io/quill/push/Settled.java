package io.quill.push;

import java.time.Instant;
import java.util.List;

/** The rows of a batch that the sink has, as they were posted. */
public record Settled(long batch, Instant at, List<String> rows) {
    public Settled {
        rows = List.copyOf(rows);
    }
}
