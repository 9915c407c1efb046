package io.quill.records.warehouse.meta;

import io.quill.records.landing.Trigger;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Session;

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

/** meta.sync_runs: a row a run, begun before its work and closed after it, whatever happens. */
public final class RunBook {
    /** A run that has not said for so long that it lives is dead. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Database database;
    private final String tenant;
    private final String owner;
    private final InstantSource clock;
    private final Set<UUID> alive = ConcurrentHashMap.newKeySet();

    public RunBook(Database database, String tenant, String owner, InstantSource clock) {
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
                session ->
                        session.update(
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
    public void succeed(Session session, UUID id, Tally tally) {
        close(session, id, "success", tally, null);
    }

    /** Of a run whose transactions are all through. */
    public void succeed(UUID id, Tally tally) {
        database.inTransaction(
                session -> {
                    succeed(session, id, tally);
                    return id;
                });
        done(id);
    }

    /** To be called once the transaction of {@link #succeed} is through. */
    public void done(UUID id) {
        alive.remove(id);
    }

    public void fail(UUID id, String why, Tally tally) {
        database.inTransaction(
                session -> {
                    close(session, id, "failed", tally, why);
                    return id;
                });
        alive.remove(id);
    }

    /** Whatever became of its work, a run is closed. */
    public void failIfOpen(UUID id, String why) {
        if (alive.contains(id)) {
            fail(id, why, Tally.NOTHING);
        }
    }

    private void close(Session session, UUID id, String status, Tally tally, @Nullable String why) {
        session.update(
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
                tally.read(),
                tally.written(),
                tally.skipped(),
                tally.deleted(),
                tally.rejected(),
                tally.effort().requests(),
                tally.effort().throttled(),
                tally.effort().retries(),
                tally.effort().bytes(),
                tally.cursor().orElse(null),
                tally.remark().orElse(null),
                id.toString());
    }

    /** Says of every run of this process that it lives. */
    public void beat() {
        List<UUID> running = new ArrayList<>(alive);
        if (running.isEmpty()) {
            return;
        }
        database.inTransaction(
                session -> {
                    for (UUID id : running) {
                        session.update(
                                "UPDATE meta.sync_runs SET heartbeat_at = ?"
                                        + " WHERE id = ? AND status = 'running'",
                                now(),
                                id.toString());
                    }
                    return running;
                });
    }

    /** Fails runs whose process is gone, so that the next ones do not wait for them. */
    public long reap() {
        return reap(now().minus(PATIENCE));
    }

    /** Where one process alone has the database open, whatever runs at its start is an orphan. */
    public long reapAll() {
        return reap(now().plusSeconds(1));
    }

    private long reap(Instant silentSince) {
        return database.inTransaction(
                session ->
                        session.update(
                                """
                                UPDATE meta.sync_runs SET status = 'failed', finished_at = ?,
                                  error_message = 'orphaned: its process ended or was cut off'
                                WHERE status = 'running' AND heartbeat_at < ?
                                """,
                                now(),
                                silentSince));
    }

    /** The latest runs, newest first. */
    public List<Run> latest(int most) {
        return new PastRuns(database).latest(most);
    }

    /** The latest success, and the latest run of any kind, of each thing that ever ran. */
    public List<Pace> paces() {
        return new PastRuns(database).paces();
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
