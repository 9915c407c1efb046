package io.quill.records.warehouse.core;

import io.quill.records.landing.WarehouseException;
import io.quill.records.landing.WarehouseLayers.Refined;
import io.quill.records.warehouse.core.Mapping.Source;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.SqlSession;
import io.quill.records.warehouse.sql.SqlTypes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Merges changes from silver into the canonical tables, a slice in each transaction. */
public final class Core {
    private static final long SLICE = 250_000;

    private final Database database;
    private final String tenant;
    private final long slice;

    public Core(Database database, String tenant) {
        this(database, tenant, SLICE);
    }

    Core(Database database, String tenant, long slice) {
        this.database = database;
        this.tenant = tenant;
        this.slice = slice;
    }

    /** Takes all changes of a table's sources; what is written are new versions. */
    public Refined apply(Mapping mapping) {
        database.inExclusiveTransaction(
                mapping.current(),
                sqlSession -> {
                    sqlSession.run(new CoreTables(mapping, database.dialect(), tenant).create());
                    return mapping;
                });
        Refined done = Refined.NOTHING;
        for (Source source : mapping.sources()) {
            Optional<Refined> next = mergeSlice(mapping, source);
            while (next.isPresent()) {
                done = done.plus(next.get());
                next = mergeSlice(mapping, source);
            }
        }
        return done;
    }

    private Optional<Refined> mergeSlice(Mapping mapping, Source source) {
        return database.inExclusiveTransaction(
                mapping.current(), sqlSession -> mergeSlice(sqlSession, mapping, source));
    }

    private Optional<Refined> mergeSlice(SqlSession sqlSession, Mapping mapping, Source source) {
        if (!isRefined(sqlSession, source)) {
            return Optional.empty();
        }
        Optional<Long> lowest =
                sqlSession.first(
                        "SELECT min(bronze_id) FROM " + source.changes() + " HAVING count(*) > 0",
                        row -> row.getLong(1));
        if (lowest.isEmpty()) {
            return Optional.empty();
        }
        Dialect dialect = database.dialect();
        CoreMerge coreMerge = new CoreMerge(mapping, source, dialect);
        sqlSession.run(coreMerge.selectChanges(lowest.get() + slice - 1));
        long read = sqlSession.number("SELECT count(*) FROM " + dialect.temporary(CoreMerge.TAKEN));
        long highest = sqlSession.number("SELECT max(version_id) FROM " + mapping.versions());
        long written = sqlSession.update(coreMerge.insert(highest));
        sqlSession.analyzeIfLarge(
                mapping.versions(),
                List.of("version_id", "source", "source_id", "bronze_id"),
                written);
        List<String> rest =
                new ArrayList<>(new RecordMatcher(mapping, dialect).affectedGroups(source));
        Timeline timeline = new Timeline(mapping, dialect);
        rest.addAll(timeline.rebuild());
        rest.add(coreMerge.deleteTaken());
        sqlSession.run(rest);
        sqlSession.analyzeIfLarge(
                mapping.intervals(), List.of("primary_source", "primary_source_id"), written);
        check(sqlSession, mapping, timeline);
        return Optional.of(new Refined(read, written, read - written, 0));
    }

    /** A source of which nothing ever came has no tables yet. */
    private static boolean isRefined(SqlSession sqlSession, Source source) {
        return sqlSession.number(
                        "SELECT count(*) FROM meta.positions WHERE source_name = ? AND entity = ?",
                        source.service(),
                        source.entity())
                > 0;
    }

    private static void check(SqlSession sqlSession, Mapping mapping, Timeline timeline) {
        long violations = sqlSession.number(timeline.violations());
        if (violations > 0) {
            throw new WarehouseException(
                    "The history of "
                            + mapping.table()
                            + " would have had "
                            + violations
                            + " gaps or overlaps; nothing was changed. This is a defect of Quill.");
        }
    }

    /**
     * Drops a history that another mapping made, so that it is built again from all sources;
     * returns whether that was so.
     */
    public boolean resetIfOutdated(SqlSession sqlSession, Mapping mapping) {
        Optional<String> known =
                sqlSession.first(
                        "SELECT definition_hash FROM meta.positions"
                                + " WHERE source_name = 'core' AND entity = ?",
                        row -> row.getString(1),
                        mapping.table());
        if (known.filter(mapping.hash()::equals).isPresent()) {
            return false;
        }
        sqlSession.run(new CoreTables(mapping, database.dialect(), tenant).drop());
        sqlSession.update(
                "DELETE FROM meta.lake_positions WHERE table_name = ?", mapping.history());
        sqlSession.update(
                "DELETE FROM meta.positions WHERE source_name = 'core' AND entity = ?",
                mapping.table());
        sqlSession.update(
                "INSERT INTO meta.positions (source_name, entity, bronze_id, definition_hash)"
                        + " VALUES ('core', ?, 0, ?)",
                mapping.table(),
                mapping.hash());
        return true;
    }

    /** Returns the history as it was known at a moment, without what came later. */
    public <T> List<T> asOf(Mapping mapping, Instant at, SqlSession.RowReader<T> reader) {
        Dialect dialect = database.dialect();
        String moment =
                "CAST('" + SqlSession.utc(at) + "' AS " + dialect.type(SqlTypes.MOMENT) + ")";
        return database.inTransaction(
                sqlSession -> {
                    sqlSession.run(
                            dialect.createTemporary(
                                    Timeline.TOUCHED,
                                    "SELECT DISTINCT primary_source, primary_source_id FROM "
                                            + mapping.intervals()));
                    sqlSession.run(new Timeline(mapping, dialect).asOf(moment));
                    return sqlSession.list(
                            new CoreTables(mapping, dialect, tenant)
                                            .history(dialect.temporary("believed"))
                                    + " ORDER BY primary_source, primary_source_id, valid_from",
                            reader);
                });
    }
}
