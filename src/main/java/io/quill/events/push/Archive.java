package io.quill.events.push;

import io.quill.platform.file.ArchiveFault;

import java.util.List;

/** Where settled facts are kept for good. */
public interface Archive {
    /**
     * Returns when every row is durable. What was kept before may be kept again: a reader takes
     * each EventID once. Faults are {@link ArchiveFault}s.
     */
    void keep(List<Settled> batches);
}
