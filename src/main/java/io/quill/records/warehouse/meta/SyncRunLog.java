package io.quill.records.warehouse.meta;

import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.landing.WarehouseLayers.Refined;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.SqlSession;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Keeps meta.sync_runs: a row for each run, begun before its work and closed after it. */
public final class SyncRunLog {
    /** Time without a heartbeat after which a run counts as dead. */
    public static final Duration DEAD_AFTER = Duration.ofMinutes(5);

    private final Database database;
    private final String tenant;
    private final String owner;
    private final InstantSource clock;
    private final Set<UUID> alive = ConcurrentHashMap.newKeySet();

    public SyncRunLog(Database database, String tenant, String owner, InstantSource clock) {
        this.database = database;
        this.tenant = tenant;
        this.owner = owner;
        this.clock = clock;
    }

    /** What a run works on. */
    public record Subject(String service, String entity, Layer layer) {}

    public enum Layer {
        BRONZE,
        SILVER,
        CORE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public UUID begin(Subject subject, UUID parent, Trigger trigger, @Nullable String cursor) {
        UUID id = UUID.randomUUID();
        Instant now = now();
        database.inTransaction(
                sqlSession ->
                        sqlSession.update(
                                """
                                INSERT INTO meta.sync_runs (id, parent_run_id, tenant_id,
                                  source_name, entity, layer, status, triggered_by, started_at,
                                  heartbeat_at, lease_owner, rows_read, rows_written,
                                  rows_skipped, rows_deleted, rows_rejected, cursor_from)
                                VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?, ?, ?, 0, 0, 0, 0, 0, ?)
                                """,
                                id.toString(),
                                parent.toString(),
                                tenant,
                                subject.service(),
                                subject.entity(),
                                subject.layer().word(),
                                trigger.name().toLowerCase(Locale.ROOT),
                                now,
                                now,
                                owner,
                                cursor));
        alive.add(id);
        return id;
    }

    /** In the transaction of the data, so that a run is a success if and only if its data is. */
    public void succeed(SqlSession sqlSession, UUID id, SyncRunCounts syncRunCounts) {
        close(sqlSession, id, "success", syncRunCounts, null);
    }

    /** Does work that has transactions of its own, as a run whose id it gets. */
    public Refined run(
            Subject subject, UUID parent, Trigger trigger, Function<UUID, Refined> work) {
        UUID run = begin(subject, parent, trigger, null);
        String why = "it was broken off";
        try {
            Refined done = work.apply(run);
            database.inTransaction(
                    sqlSession -> {
                        succeed(sqlSession, run, SyncRunCounts.of(done));
                        return run;
                    });
            release(run);
            return done;
        } catch (WarehouseException e) {
            why = String.valueOf(e.getMessage());
            throw e;
        } finally {
            failIfOpen(run, why);
        }
    }

    /** Forgets a run; call it once the transaction of its success is committed. */
    public void release(UUID id) {
        alive.remove(id);
    }

    public void fail(UUID id, String why, SyncRunCounts syncRunCounts) {
        database.inTransaction(
                sqlSession -> {
                    close(sqlSession, id, "failed", syncRunCounts, why);
                    return id;
                });
        alive.remove(id);
    }

    /** Fails a run that was neither closed nor failed. */
    public void failIfOpen(UUID id, String why) {
        if (alive.contains(id)) {
            fail(id, why, SyncRunCounts.of(Refined.NOTHING));
        }
    }

    private void close(
            SqlSession sqlSession,
            UUID id,
            String status,
            SyncRunCounts syncRunCounts,
            @Nullable String why) {
        sqlSession.update(
                """
                UPDATE meta.sync_runs SET status = ?, finished_at = ?, error_message = ?,
                  rows_read = ?, rows_written = ?, rows_skipped = ?, rows_deleted = ?,
                  rows_rejected = ?, requests = ?, throttled_429 = ?, retries = ?, bytes_read = ?,
                  cursor_to = ?, metadata = ?
                WHERE id = ?
                """,
                status,
                now(),
                why,
                syncRunCounts.read(),
                syncRunCounts.written(),
                syncRunCounts.skipped(),
                syncRunCounts.deleted(),
                syncRunCounts.rejected(),
                syncRunCounts.statistics().requests(),
                syncRunCounts.statistics().throttled(),
                syncRunCounts.statistics().retries(),
                syncRunCounts.statistics().bytes(),
                syncRunCounts.cursor().orElse(null),
                syncRunCounts.remark().orElse(null),
                id.toString());
    }

    /** Updates the heartbeat of every run of this process. */
    public void heartbeat() {
        List<UUID> running = new ArrayList<>(alive);
        if (running.isEmpty()) {
            return;
        }
        database.inTransaction(
                sqlSession -> {
                    for (UUID id : running) {
                        sqlSession.update(
                                "UPDATE meta.sync_runs SET heartbeat_at = ?"
                                        + " WHERE id = ? AND status = 'running'",
                                now(),
                                id.toString());
                    }
                    return running;
                });
    }

    /** Fails runs whose process is gone, so that the next ones do not wait for them. */
    public long failDead() {
        return failDead(now().minus(DEAD_AFTER));
    }

    /** Fails every running run; for databases that only one process opens, at its start. */
    public long failAll() {
        return failDead(now().plusSeconds(1));
    }

    private long failDead(Instant silentSince) {
        return database.inTransaction(
                sqlSession ->
                        sqlSession.update(
                                """
                                UPDATE meta.sync_runs SET status = 'failed', finished_at = ?,
                                  error_message = 'orphaned: its process ended or was cut off'
                                WHERE status = 'running' AND heartbeat_at < ?
                                """,
                                now(),
                                silentSince));
    }

    /** The latest runs, newest first. */
    public List<SyncRun> latest(int most) {
        return new SyncRunQueries(database).latest(most);
    }

    /** Returns the latest success and the first run of everything that ever ran. */
    public List<Pace> lastSuccesses() {
        return new SyncRunQueries(database).lastSuccesses();
    }

    /** When something last went well. */
    public record Pace(Subject subject, Optional<Instant> succeededAt, Instant firstAt) {}

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The tables that this package keeps. */
    public static List<String> tables(Dialect dialect) {
        return MetaTables.statements(dialect);
    }
}
