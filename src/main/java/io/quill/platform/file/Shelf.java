package io.quill.platform.file;

import java.io.InputStream;
import java.util.List;

/**
 * Where files lie, by names with slashes. Every fault is an {@link ArchiveFault} that says what an
 * operator can do.
 */
public interface Shelf extends AutoCloseable {
    /** All of it is durable when this returns, or nothing of it is to be seen. */
    void put(String name, byte[] content);

    /** What is there under names that begin so, in the order of their names. */
    List<Kept> list(String prefix);

    InputStream open(String name);

    void delete(String name);

    @Override
    default void close() {}

    /** A file that is there. */
    record Kept(String name, long bytes) {}
}
