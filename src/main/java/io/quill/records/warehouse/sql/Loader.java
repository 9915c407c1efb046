package io.quill.records.warehouse.sql;

import org.jspecify.annotations.Nullable;

/** Many rows on their way into a table, faster than by statements; closing puts them there. */
public interface Loader extends AutoCloseable {
    /** Texts, numbers and instants, in the order of the columns. */
    void row(@Nullable Object... values);

    @Override
    void close();
}
