package io.quill.records.warehouse.lake;

import java.nio.file.Path;

/** Where files are put for others to read. */
public interface Lake extends AutoCloseable {
    /** Whole or not at all, under a key with slashes in it. */
    void put(String key, Path file);

    @Override
    default void close() {}
}
