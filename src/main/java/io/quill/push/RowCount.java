package io.quill.push;

/** How many rows a table holds, if the sink can say. */
public sealed interface RowCount {
    record Rows(long number) implements RowCount {}

    record Unknown(String why) implements RowCount {}
}
