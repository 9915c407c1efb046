package io.quill.records.warehouse.meta;

import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.SqlSession;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps meta.sync_errors: rejected records with their payload, until they are replayed. */
public final class SyncErrors {
    private final Database database;

    public SyncErrors(Database database) {
        this.database = database;
    }

    /** Place where a record was left out. */
    public record Origin(UUID run, String service, String entity, String stage) {}

    /** One that was left out. */
    public record SyncError(
            String id,
            String service,
            String entity,
            String stage,
            Optional<String> sourceId,
            String message,
            Optional<String> payload,
            Instant createdAt,
            Optional<Instant> replayedAt) {}

    /** A record that no layer has. */
    public record Rejected(@Nullable String sourceId, String why, @Nullable String payload) {}

    public static void add(SqlSession sqlSession, Origin origin, Rejected rejected, Instant now) {
        sqlSession.update(
                """
                INSERT INTO meta.sync_errors (id, sync_run_id, source_name, entity, stage,
                  source_id, error_message, raw_payload, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                UUID.randomUUID().toString(),
                origin.run().toString(),
                origin.service(),
                origin.entity(),
                origin.stage(),
                rejected.sourceId(),
                rejected.why(),
                rejected.payload(),
                now);
    }

    /** Returns the open errors of an entity, oldest first. */
    public List<SyncError> open(String service, String entity, int most) {
        return database.inTransaction(
                sqlSession ->
                        sqlSession.list(
                                database.dialect()
                                        .limited(
                                                "SELECT * FROM meta.sync_errors WHERE source_name ="
                                                        + " ? AND entity = ? AND replayed_at IS"
                                                        + " NULL",
                                                "created_at, id",
                                                most),
                                SyncErrors::read,
                                service,
                                entity));
    }

    public long openCount() {
        return database.inTransaction(
                sqlSession ->
                        sqlSession.number(
                                "SELECT count(*) FROM meta.sync_errors"
                                        + " WHERE replayed_at IS NULL"));
    }

    private static SyncError read(ResultSet row) throws SQLException {
        return new SyncError(
                row.getString("id"),
                row.getString("source_name"),
                row.getString("entity"),
                row.getString("stage"),
                Optional.ofNullable(row.getString("source_id")),
                row.getString("error_message"),
                Optional.ofNullable(row.getString("raw_payload")),
                SqlSession.instant(row, "created_at").orElseThrow(),
                SqlSession.instant(row, "replayed_at"));
    }
}
