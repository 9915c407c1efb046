package io.quill.events.sink;

/** Number of rows that a table holds, if the sink can tell. */
public sealed interface RowCount {
    record Rows(long number) implements RowCount {}

    /** A key that must be there once is there twice, which breaks every query of the dataset. */
    record Doubled(String why) implements RowCount {}

    record Unknown(String why) implements RowCount {}
}
