package io.quill.records.warehouse.silver;

import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Dialect.Index;
import io.quill.records.warehouse.sql.SqlType;
import io.quill.records.warehouse.sql.SqlTypes;

import java.util.ArrayList;
import java.util.List;

/** Tables of an entity. */
final class SilverTables {
    private final Entity entity;
    private final Dialect dialect;

    SilverTables(Entity entity, Dialect dialect) {
        this.entity = entity;
        this.dialect = dialect;
    }

    List<String> create() {
        List<String> all = new ArrayList<>();
        all.addAll(
                dialect.createTable(entity.table(), state(), List.of(Index.unique("source_id"))));
        all.addAll(dialect.createTable(entity.changes(), changes(), List.of()));
        for (Entity.PerRow table : entity.perRow()) {
            all.addAll(
                    dialect.createTable(
                            "silver." + table.table(),
                            perRow(table),
                            List.of(Index.on(table.parent()))));
        }
        for (Entity.Bridge bridge : entity.bridges()) {
            all.addAll(
                    dialect.createTable(
                            "silver." + bridge.table(),
                            List.of(
                                    required(bridge.left(), entity.id().type()),
                                    required(bridge.right().name(), bridge.right().type())),
                            List.of(Index.unique(bridge.left(), bridge.right().name()))));
        }
        return all;
    }

    List<String> drop() {
        List<String> all = new ArrayList<>();
        all.add(dialect.dropTable(entity.table()));
        all.add(dialect.dropTable(entity.changes()));
        entity.perRow().forEach(each -> all.add(dialect.dropTable("silver." + each.table())));
        entity.bridges().forEach(each -> all.add(dialect.dropTable("silver." + each.table())));
        return all;
    }

    private List<ColumnDef> state() {
        List<ColumnDef> columns = new ArrayList<>();
        columns.add(required("source_id", entity.id().type()));
        entity.columns().forEach(silverColumn -> columns.add(column(silverColumn)));
        columns.add(required("bronze_id", SqlTypes.LONG));
        columns.add(required("sync_run_id", new SqlType.Text(36)));
        columns.add(required("sequence_at", SqlTypes.MOMENT));
        columns.add(required("first_seen_at", SqlTypes.MOMENT));
        columns.add(required("last_synced_at", SqlTypes.MOMENT));
        columns.add(required("is_deleted", SqlTypes.FLAG));
        columns.add(ColumnDef.of("deleted_at", dialect.type(SqlTypes.MOMENT)));
        return columns;
    }

    private List<ColumnDef> changes() {
        List<ColumnDef> columns = new ArrayList<>();
        columns.add(required("bronze_id", SqlTypes.LONG));
        columns.add(required("change", new SqlType.Text(16)));
        columns.add(required("sequence_at", SqlTypes.MOMENT));
        columns.add(required("synced_at", SqlTypes.MOMENT));
        columns.add(required("sync_run_id", new SqlType.Text(36)));
        columns.add(required("source_id", entity.id().type()));
        entity.columns().forEach(silverColumn -> columns.add(column(silverColumn)));
        return columns;
    }

    private List<ColumnDef> perRow(Entity.PerRow table) {
        List<ColumnDef> columns = new ArrayList<>();
        columns.add(required(table.parent(), entity.id().type()));
        Entity.PerRowEntry first = table.entries().getFirst();
        first.fixed().forEach(each -> columns.add(column(each.column())));
        first.columns().forEach(each -> columns.add(optional(each.name(), each.column().type())));
        columns.add(required("last_synced_at", SqlTypes.MOMENT));
        return columns;
    }

    private ColumnDef column(SilverColumn silverColumn) {
        return silverColumn.required()
                ? required(silverColumn.name(), silverColumn.type())
                : optional(silverColumn.name(), silverColumn.type());
    }

    private ColumnDef required(String name, SqlType sqlType) {
        return ColumnDef.required(name, dialect.type(sqlType));
    }

    private ColumnDef optional(String name, SqlType sqlType) {
        return ColumnDef.of(name, dialect.type(sqlType));
    }
}
