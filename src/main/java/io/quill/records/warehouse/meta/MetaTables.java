package io.quill.records.warehouse.meta;

import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Dialect.Index;
import io.quill.records.warehouse.sql.Type;
import io.quill.records.warehouse.sql.Types;

import java.util.ArrayList;
import java.util.List;

/** The schema meta. */
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
                        column("started_at", Types.MOMENT),
                        column("heartbeat_at", Types.MOMENT),
                        text("lease_owner", 128),
                        maybe("finished_at", Types.MOMENT),
                        column("rows_read", Types.LONG),
                        column("rows_written", Types.LONG),
                        column("rows_skipped", Types.LONG),
                        column("rows_deleted", Types.LONG),
                        column("rows_rejected", Types.LONG),
                        maybe("requests", Types.LONG),
                        maybe("throttled_429", Types.LONG),
                        maybe("retries", Types.LONG),
                        maybe("bytes_read", Types.LONG),
                        maybe("cursor_from", Types.TEXT),
                        maybe("cursor_to", Types.TEXT),
                        maybe("error_message", Types.TEXT),
                        maybe("metadata", Types.TEXT)),
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
                        maybe("source_id", new Type.Text(128)),
                        maybe("bronze_id", Types.LONG),
                        column("error_message", Types.TEXT),
                        maybe("payload_hash", new Type.Text(64)),
                        maybe("raw_payload", Types.TEXT),
                        column("created_at", Types.MOMENT),
                        maybe("replayed_at", Types.MOMENT)),
                List.of(Index.unique("id"), Index.on("sync_run_id")));
    }

    private List<String> cursors() {
        return dialect.createTable(
                "meta.cursors",
                List.of(
                        text("source_name", 64),
                        text("entity", 64),
                        column("cursor_text", Types.TEXT),
                        text("sync_run_id", 36),
                        column("saved_at", Types.MOMENT)),
                List.of(Index.unique("source_name", "entity")));
    }

    private List<String> positions() {
        return dialect.createTable(
                "meta.positions",
                List.of(
                        text("source_name", 64),
                        text("entity", 64),
                        column("bronze_id", Types.LONG),
                        text("definition_hash", 64)),
                List.of(Index.unique("source_name", "entity")));
    }

    private List<String> lakePositions() {
        return dialect.createTable(
                "meta.lake_positions",
                List.of(text("table_name", 128), column("position", Types.LONG)),
                List.of(Index.unique("table_name")));
    }

    private List<String> archiveFiles() {
        return dialect.createTable(
                "meta.archive_files", List.of(text("name", 256)), List.of(Index.unique("name")));
    }

    private ColumnDef text(String name, int length) {
        return column(name, new Type.Text(length));
    }

    private ColumnDef column(String name, Type type) {
        return ColumnDef.required(name, dialect.type(type));
    }

    private ColumnDef maybe(String name, Type type) {
        return ColumnDef.of(name, dialect.type(type));
    }
}
