package io.quill.records.warehouse.silver;

import io.quill.records.landing.WarehouseLayers.Refined;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.SqlSession;
import io.quill.records.warehouse.sql.SqlTypes;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Types and cleans what is new in bronze, a slice and its position in each transaction. */
public final class Silver {
    private static final long SLICE = 122_880;

    private final Database database;
    private final Follower follower;
    private final InstantSource clock;
    private final long slice;

    public Silver(Database database, Follower follower, InstantSource clock) {
        this(database, follower, clock, SLICE);
    }

    Silver(Database database, Follower follower, InstantSource clock, long slice) {
        this.database = database;
        this.follower = follower;
        this.clock = clock;
        this.slice = slice;
    }

    /** Who takes the changes of an entity further. */
    public interface Follower {
        /** Whether anybody does. */
        boolean follows(Entity entity);

        /**
         * Everything that decides what becomes of an entity; when it changes, all is read again.
         */
        String digest(Entity entity);

        /** What was made of it is about to be made again. */
        void forget(SqlSession sqlSession, Entity entity);
    }

    /** A part of bronze that is read at once. */
    private record Slice(long above, long upTo) {
        String condition() {
            return "b.id > " + above + " AND b.id <= " + upTo;
        }
    }

    public Refined refine(Entity entity, UUID run) {
        Statements statements = new Statements(entity, database.dialect());
        prepare(entity, statements);
        Refined done = Refined.NOTHING;
        while (true) {
            Optional<Refined> next =
                    database.inExclusiveTransaction(
                            entity.table(), sqlSession -> refineSlice(sqlSession, statements, run));
            if (next.isEmpty()) {
                return done;
            }
            done = done.plus(next.get());
        }
    }

    /** Reads again what was left out, for definitions or data may have changed outside. */
    public Refined replay(Entity entity, UUID run) {
        Statements statements = new Statements(entity, database.dialect());
        prepare(entity, statements);
        String open =
                """
                b.id IN (SELECT bronze_id FROM meta.sync_errors WHERE source_name = '%s'
                  AND entity = '%s' AND stage = 'silver' AND replayed_at IS NULL)
                """
                        .formatted(entity.service(), entity.entity());
        return database.inExclusiveTransaction(
                entity.table(),
                sqlSession -> {
                    Refined done = apply(sqlSession, statements, open, run);
                    sqlSession.run(statements.upsert().replayed(now()));
                    return done;
                });
    }

    /** An entity's statements, which are long, and the same every time. */
    private record Statements(
            Entity entity, SilverTables tables, StagingQuery reading, Upsert upsert) {
        Statements(Entity entity, Dialect dialect) {
            this(
                    entity,
                    new SilverTables(entity, dialect),
                    new StagingQuery(entity, dialect),
                    new Upsert(entity, dialect));
        }
    }

    /** Returns whether the entity was read by other definitions than today's. */
    public boolean isStale(Entity entity) {
        String digest = follower.digest(entity);
        return database.inTransaction(sqlSession -> known(sqlSession, entity))
                .filter(known -> !known.equals(digest))
                .isPresent();
    }

    private static Optional<String> known(SqlSession sqlSession, Entity entity) {
        return sqlSession.first(
                "SELECT definition_hash FROM meta.positions WHERE source_name = ? AND entity = ?",
                row -> row.getString(1),
                entity.service(),
                entity.entity());
    }

    /** One after the other, since two may be made anew for the sake of one table of core. */
    private void prepare(Entity entity, Statements statements) {
        String digest = follower.digest(entity);
        database.inExclusiveTransaction("definitions", _ -> prepared(entity, statements, digest));
    }

    private boolean prepared(Entity entity, Statements statements, String digest) {
        return database.inExclusiveTransaction(
                entity.table(),
                sqlSession -> {
                    boolean asToday = known(sqlSession, entity).filter(digest::equals).isPresent();
                    if (!asToday) {
                        rebuild(sqlSession, entity, statements, digest);
                    }
                    return asToday;
                });
    }

    /** Marks an entity so that everything of it is read again next time. */
    public static void invalidate(SqlSession sqlSession, Entity entity) {
        sqlSession.update(
                "UPDATE meta.positions SET definition_hash = ''"
                        + " WHERE source_name = ? AND entity = ?",
                entity.service(),
                entity.entity());
    }

    /** Everything is in bronze, so a changed definition is read from there, from the start. */
    private void rebuild(
            SqlSession sqlSession, Entity entity, Statements statements, String digest) {
        follower.forget(sqlSession, entity);
        sqlSession.run(statements.tables().drop());
        sqlSession.run(statements.tables().create());
        sqlSession.update(
                "DELETE FROM meta.sync_errors WHERE source_name = ? AND entity = ?"
                        + " AND stage = 'silver' AND replayed_at IS NULL",
                entity.service(),
                entity.entity());
        sqlSession.update(
                "DELETE FROM meta.positions WHERE source_name = ? AND entity = ?",
                entity.service(),
                entity.entity());
        sqlSession.update(
                "INSERT INTO meta.positions (source_name, entity, bronze_id, definition_hash)"
                        + " VALUES (?, ?, 0, ?)",
                entity.service(),
                entity.entity(),
                digest);
    }

    private Optional<Refined> refineSlice(SqlSession sqlSession, Statements statements, UUID run) {
        Entity entity = statements.entity();
        long position =
                sqlSession.number(
                        "SELECT bronze_id FROM meta.positions"
                                + " WHERE source_name = ? AND entity = ?",
                        entity.service(),
                        entity.entity());
        long top = sqlSession.number("SELECT max(id) FROM bronze." + entity.stem());
        if (top <= position) {
            return Optional.empty();
        }
        Slice part = new Slice(position, Math.min(top, position + slice));
        Refined done = apply(sqlSession, statements, part.condition(), run);
        sqlSession.update(
                "UPDATE meta.positions SET bronze_id = ? WHERE source_name = ? AND entity = ?",
                part.upTo(),
                entity.service(),
                entity.entity());
        return Optional.of(done);
    }

    private Refined apply(
            SqlSession sqlSession, Statements statements, String condition, UUID run) {
        Upsert upsert = statements.upsert();
        sqlSession.run(statements.reading().staged(condition));
        String staged = database.dialect().temporary(StagingQuery.STAGED);
        long read = sqlSession.number("SELECT count(*) FROM " + staged);
        long rejected =
                sqlSession.number("SELECT count(*) FROM " + staged + " WHERE faults IS NOT NULL");
        if (rejected > 0) {
            sqlSession.run(upsert.errors(now(), run.toString()));
        }
        List<String> rest = new ArrayList<>(upsert.winners());
        rest.add(upsert.merge());
        if (follower.follows(statements.entity())) {
            rest.add(upsert.changes());
        }
        rest.addAll(upsert.dependents());
        sqlSession.run(rest);
        sqlSession.analyzeIfLarge(
                statements.entity().table(), List.of("source_id", "bronze_id"), read);
        sqlSession.analyzeIfLarge(statements.entity().changes(), List.of("bronze_id"), read);
        return new Refined(read, read - rejected, 0, rejected);
    }

    private String now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return "CAST('"
                + SqlSession.utc(now)
                + "' AS "
                + database.dialect().type(SqlTypes.MOMENT)
                + ")";
    }
}
