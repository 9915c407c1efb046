package io.quill.sandbox.powerbi;

/** A column of a table; its place in a row is its place in the table's list. */
record PushColumn(String name, ColumnType type) {}
