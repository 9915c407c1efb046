package io.quill.platform.file;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Storage of files by names with slashes. Errors are ArchiveExceptions, which say what an operator
 * can do.
 */
public interface FileStorage extends AutoCloseable {
    /** Stores a file durably, as a whole or not at all. */
    void put(String name, byte[] content);

    /** Stores a copy of a file of any size in the same way. */
    void put(String name, Path file);

    /** Lists the files whose names have a prefix, ordered by name. */
    List<Kept> list(String prefix);

    InputStream open(String name);

    void delete(String name);

    @Override
    default void close() {}

    /** A file that is there. */
    record Kept(String name, long bytes) {}
}
