package io.quill.sandbox.powerbi;

/** Relationship from the many side (a foreign key) to the one side (a key that must be unique). */
record Relationship(
        String name, String fromTable, String fromColumn, String toTable, String toColumn) {}
