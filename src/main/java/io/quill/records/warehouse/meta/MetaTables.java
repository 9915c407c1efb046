package io.quill.records.warehouse.meta;

import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Dialect.Index;
import io.quill.records.warehouse.sql.SqlType;
import io.quill.records.warehouse.sql.SqlTypes;

import java.util.ArrayList;
import java.util.List;

/** Tables of the schema meta. */
final class MetaTables {
    private final Dialect dialect;

    private MetaTables(Dialect dialect) {
        this.dialect = dialect;
    }

    static List<String> statements(Dialect dialect) {
        MetaTables tables = new MetaTables(dialect);
        List<String> all = new ArrayList<>();
        for (String schema : List.of("meta", "bronze", "silver", "core")) {
            all.addAll(dialect.createSchema(schema));
        }
        all.addAll(tables.runs());
        all.addAll(tables.errors());
        all.addAll(tables.cursors());
        all.addAll(tables.positions());
        all.addAll(tables.lakePositions());
        all.addAll(tables.archiveFiles());
        return all;
    }

    private List<String> runs() {
        return dialect.createTable(
                "meta.sync_runs",
                List.of(
                        text("id", 36),
                        text("parent_run_id", 36),
                        text("tenant_id", 64),
                        text("source_name", 64),
                        text("entity", 64),
                        text("layer", 16),
                        text("status", 16),
                        text("triggered_by", 32),
                        column("started_at", SqlTypes.MOMENT),
                        column("heartbeat_at", SqlTypes.MOMENT),
                        text("lease_owner", 128),
                        maybe("finished_at", SqlTypes.MOMENT),
                        column("rows_read", SqlTypes.LONG),
                        column("rows_written", SqlTypes.LONG),
                        column("rows_skipped", SqlTypes.LONG),
                        column("rows_deleted", SqlTypes.LONG),
                        column("rows_rejected", SqlTypes.LONG),
                        maybe("requests", SqlTypes.LONG),
                        maybe("throttled_429", SqlTypes.LONG),
                        maybe("retries", SqlTypes.LONG),
                        maybe("bytes_read", SqlTypes.LONG),
                        maybe("cursor_from", SqlTypes.TEXT),
                        maybe("cursor_to", SqlTypes.TEXT),
                        maybe("error_message", SqlTypes.TEXT),
                        maybe("metadata", SqlTypes.TEXT)),
                List.of(
                        Index.unique("id"),
                        Index.on("source_name", "entity", "layer"),
                        Index.on("status", "started_at")));
    }

    private List<String> errors() {
        return dialect.createTable(
                "meta.sync_errors",
                List.of(
                        text("id", 36),
                        text("sync_run_id", 36),
                        text("source_name", 64),
                        text("entity", 64),
                        text("stage", 16),
                        maybe("source_id", new SqlType.Text(128)),
                        maybe("bronze_id", SqlTypes.LONG),
                        column("error_message", SqlTypes.TEXT),
                        maybe("payload_hash", new SqlType.Text(64)),
                        maybe("raw_payload", SqlTypes.TEXT),
                        column("created_at", SqlTypes.MOMENT),
                        maybe("replayed_at", SqlTypes.MOMENT)),
                List.of(Index.unique("id"), Index.on("sync_run_id")));
    }

    private List<String> cursors() {
        return dialect.createTable(
                "meta.cursors",
                List.of(
                        text("source_name", 64),
                        text("entity", 64),
                        column("cursor_text", SqlTypes.TEXT),
                        text("sync_run_id", 36),
                        column("saved_at", SqlTypes.MOMENT)),
                List.of(Index.unique("source_name", "entity")));
    }

    private List<String> positions() {
        return dialect.createTable(
                "meta.positions",
                List.of(
                        text("source_name", 64),
                        text("entity", 64),
                        column("bronze_id", SqlTypes.LONG),
                        text("definition_hash", 64)),
                List.of(Index.unique("source_name", "entity")));
    }

    private List<String> lakePositions() {
        return dialect.createTable(
                "meta.lake_positions",
                List.of(text("table_name", 128), column("position", SqlTypes.LONG)),
                List.of(Index.unique("table_name")));
    }

    private List<String> archiveFiles() {
        return dialect.createTable(
                "meta.archive_files", List.of(text("name", 256)), List.of(Index.unique("name")));
    }

    private ColumnDef text(String name, int length) {
        return column(name, new SqlType.Text(length));
    }

    private ColumnDef column(String name, SqlType sqlType) {
        return ColumnDef.required(name, dialect.type(sqlType));
    }

    private ColumnDef maybe(String name, SqlType sqlType) {
        return ColumnDef.of(name, dialect.type(sqlType));
    }
}
