package io.quill.sandbox.powerbi;

import java.util.List;

/** What a dataset is created with; nothing of it but a table's columns can be changed later. */
record Schema(String name, Mode mode, List<TableSchema> tables, List<Relationship> relationships) {
    /** Whether the operations for push datasets serve it. */
    enum Mode {
        PUSH,
        OTHER
    }

    record TableSchema(String name, List<Column> columns) {}
}
