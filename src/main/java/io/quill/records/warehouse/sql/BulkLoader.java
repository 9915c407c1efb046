package io.quill.records.warehouse.sql;

import org.jspecify.annotations.Nullable;

/** Loads many rows into a table, faster than by single statements; closing completes the load. */
public interface BulkLoader extends AutoCloseable {
    /** Texts, numbers and instants, in the order of the columns. */
    void row(@Nullable Object... values);

    @Override
    void close();
}
