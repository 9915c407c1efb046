package io.quill.records.warehouse.meta;

import io.quill.records.warehouse.meta.SyncRunLog.Layer;
import io.quill.records.warehouse.meta.SyncRunLog.Pace;
import io.quill.records.warehouse.meta.SyncRunLog.Subject;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.SqlSession;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Queries on meta.sync_runs. */
record SyncRunQueries(Database database) {
    private static final String COLUMNS =
            "id, parent_run_id, source_name, entity, layer, status, triggered_by, started_at,"
                    + " finished_at, rows_read, rows_written, rows_skipped, rows_deleted,"
                    + " rows_rejected, error_message, cursor_from, cursor_to";

    List<SyncRun> latest(int most) {
        return database.inTransaction(
                sqlSession ->
                        sqlSession.list(
                                database.dialect()
                                        .limited(
                                                "SELECT " + COLUMNS + " FROM meta.sync_runs",
                                                "started_at DESC, id",
                                                most),
                                SyncRunQueries::run));
    }

    List<Pace> lastSuccesses() {
        return database.inTransaction(
                sqlSession ->
                        sqlSession.list(
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
                                                SqlSession.instant(row, "succeeded_at"),
                                                SqlSession.instant(row, "first_at")
                                                        .orElseThrow())));
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(
                row.getString("source_name"),
                row.getString("entity"),
                Layer.valueOf(row.getString("layer").toUpperCase(Locale.ROOT)));
    }

    private static SyncRun run(ResultSet row) throws SQLException {
        return new SyncRun(
                UUID.fromString(row.getString("id")),
                UUID.fromString(row.getString("parent_run_id")),
                subject(row),
                SyncRun.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("triggered_by"),
                SqlSession.instant(row, "started_at").orElseThrow(),
                SqlSession.instant(row, "finished_at"),
                new SyncRun.Rows(
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
