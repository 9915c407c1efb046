package io.quill.sandbox.dax;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Table as a query sees it. A value is a String, Long, Double, Boolean, BigDecimal, an Instant for
 * a DateTime, or null for a blank.
 */
public interface TableData {
    String name();

    List<String> columns();

    Iterable<@Nullable Object[]> rows();
}
