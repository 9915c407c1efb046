package io.quill.records.warehouse.lake;

import java.nio.file.Path;

/** Storage for exported files. */
public interface Lake extends AutoCloseable {
    /** Stores a file whole or not at all, under a key with slashes in it. */
    void put(String key, Path file);

    @Override
    default void close() {}
}
