package io.quill.sandbox.powerbi;

import java.util.List;

/** Definition of a dataset; only a table's columns can be changed later. */
record DatasetDefinition(
        String name, Mode mode, List<TableSchema> tables, List<Relationship> relationships) {
    /** Kind of dataset, which says whether the operations for push datasets serve it. */
    enum Mode {
        PUSH,
        OTHER
    }

    record TableSchema(String name, List<PushColumn> columns) {}
}
