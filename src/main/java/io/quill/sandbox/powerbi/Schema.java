package io.quill.sandbox.powerbi;

import java.util.List;

/** What a dataset is created with; nothing of it but a table's columns can be changed later. */
record Schema(String name, List<TableSchema> tables, List<Relationship> relationships) {
    record TableSchema(String name, List<Column> columns) {}
}
