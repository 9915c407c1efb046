package io.quill.events.push;

import io.quill.platform.file.ArchiveException;

import java.util.List;

/** Archive of settled facts, kept for good. */
public interface Archive {
    /**
     * Returns when every row is durable. What was kept before may be kept again: a reader takes
     * each EventID once. Faults are {@link ArchiveException}s.
     */
    void keep(List<SettledBatch> batches);
}
