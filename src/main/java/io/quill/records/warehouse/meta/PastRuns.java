package io.quill.records.warehouse.meta;

import io.quill.records.warehouse.meta.RunBook.Layer;
import io.quill.records.warehouse.meta.RunBook.Pace;
import io.quill.records.warehouse.meta.RunBook.Subject;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What meta.sync_runs tells. */
record PastRuns(Database database) {
    private static final String COLUMNS =
            "id, parent_run_id, source_name, entity, layer, status, triggered_by, started_at,"
                    + " finished_at, rows_read, rows_written, rows_skipped, rows_deleted,"
                    + " rows_rejected, error_message, cursor_from, cursor_to";

    List<Run> latest(int most) {
        return database.inTransaction(
                session ->
                        session.list(
                                database.dialect()
                                        .limited(
                                                "SELECT " + COLUMNS + " FROM meta.sync_runs",
                                                "started_at DESC, id",
                                                most),
                                PastRuns::run));
    }

    List<Pace> paces() {
        return database.inTransaction(
                session ->
                        session.list(
                                """
                                SELECT source_name, entity, layer,
                                  max(CASE WHEN status = 'success' THEN started_at END)
                                    AS succeeded_at,
                                  min(started_at) AS first_at
                                FROM meta.sync_runs GROUP BY source_name, entity, layer
                                ORDER BY source_name, entity, layer
                                """,
                                row ->
                                        new Pace(
                                                subject(row),
                                                Session.instant(row, "succeeded_at"),
                                                Session.instant(row, "first_at").orElseThrow())));
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(
                row.getString("source_name"),
                row.getString("entity"),
                Layer.valueOf(row.getString("layer").toUpperCase(Locale.ROOT)));
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                UUID.fromString(row.getString("id")),
                UUID.fromString(row.getString("parent_run_id")),
                subject(row),
                Run.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("triggered_by"),
                Session.instant(row, "started_at").orElseThrow(),
                Session.instant(row, "finished_at"),
                new Run.Rows(
                        row.getLong("rows_read"),
                        row.getLong("rows_written"),
                        row.getLong("rows_skipped"),
                        row.getLong("rows_deleted"),
                        row.getLong("rows_rejected")),
                Optional.ofNullable(row.getString("error_message")),
                Optional.ofNullable(row.getString("cursor_from")),
                Optional.ofNullable(row.getString("cursor_to")));
    }
}
