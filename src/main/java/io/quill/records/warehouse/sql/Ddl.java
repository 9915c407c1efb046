package io.quill.records.warehouse.sql;

import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Dialect.Index;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Column lists and index statements for PostgreSQL and SQL Server. */
final class Ddl {
    private Ddl() {}

    static String list(List<ColumnDef> columns) {
        return columns.stream().map(ColumnDef::sql).collect(Collectors.joining(", "));
    }

    /** Names follow the table and the columns, so that making them again finds them. */
    static List<String> indexes(String table, List<Index> indexes) {
        List<String> statements = new ArrayList<>();
        for (Index index : indexes) {
            statements.add(
                    "CREATE "
                            + (index.unique() ? "UNIQUE " : "")
                            + "INDEX "
                            + indexName(table, index)
                            + " ON "
                            + table
                            + " ("
                            + String.join(", ", index.columns())
                            + ")");
        }
        return statements;
    }

    static String indexName(String table, Index index) {
        String name = "ix_" + table.replace('.', '_') + "_" + String.join("_", index.columns());
        return name.length() <= 60
                ? name
                : name.substring(0, 51) + "_" + Integer.toHexString(name.hashCode());
    }
}
