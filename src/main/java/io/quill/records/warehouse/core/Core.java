package io.quill.records.warehouse.core;

import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.core.Mapping.Source;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Session;
import io.quill.records.warehouse.sql.Types;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes changes from silver into the canonical tables, a slice at a time: what was taken, what it
 * made of history, and that it is taken are one transaction.
 */
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

    /** What was taken, and how many versions were new. */
    public record Done(long read, long written) {
        public static final Done NOTHING = new Done(0, 0);

        public Done plus(Done other) {
            return new Done(read + other.read, written + other.written);
        }
    }

    public Done apply(Mapping mapping) {
        database.alone(
                mapping.current(),
                session -> {
                    session.run(new CoreTables(mapping, database.dialect(), tenant).create());
                    return mapping;
                });
        Done done = Done.NOTHING;
        for (Source source : mapping.sources()) {
            Optional<Done> next = next(mapping, source);
            while (next.isPresent()) {
                done = done.plus(next.get());
                next = next(mapping, source);
            }
        }
        return done;
    }

    private Optional<Done> next(Mapping mapping, Source source) {
        return database.alone(mapping.current(), session -> next(session, mapping, source));
    }

    private Optional<Done> next(Session session, Mapping mapping, Source source) {
        if (!isRefined(session, source)) {
            return Optional.empty();
        }
        Optional<Long> lowest =
                session.first(
                        "SELECT min(bronze_id) FROM " + source.changes() + " HAVING count(*) > 0",
                        row -> row.getLong(1));
        if (lowest.isEmpty()) {
            return Optional.empty();
        }
        Dialect dialect = database.dialect();
        Taking taking = new Taking(mapping, source, dialect);
        session.run(taking.take(lowest.get() + slice - 1));
        long read = session.number("SELECT count(*) FROM " + dialect.temporary(Taking.TAKEN));
        long highest = session.number("SELECT max(version_id) FROM " + mapping.versions());
        long written = session.update(taking.insert(highest));
        session.grew(
                mapping.versions(),
                List.of("version_id", "source", "source_id", "bronze_id"),
                written);
        List<String> rest = new ArrayList<>(new Identity(mapping, dialect).touched(source));
        Timeline timeline = new Timeline(mapping, dialect);
        rest.addAll(timeline.rebuild());
        rest.add(taking.forget());
        session.run(rest);
        session.grew(mapping.intervals(), List.of("primary_source", "primary_source_id"), written);
        check(session, mapping, timeline);
        return Optional.of(new Done(read, written));
    }

    /** A source of which nothing ever came has no tables yet. */
    private static boolean isRefined(Session session, Source source) {
        return session.number(
                        "SELECT count(*) FROM meta.positions WHERE source_name = ? AND entity = ?",
                        source.service(),
                        source.entity())
                > 0;
    }

    private static void check(Session session, Mapping mapping, Timeline timeline) {
        long violations = session.number(timeline.violations());
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
     * A history that was made by another mapping is made again from bronze, out of all its sources:
     * says whether that is so. One that was made by this mapping loses nothing.
     */
    public boolean forget(Session session, Mapping mapping) {
        Optional<String> known =
                session.first(
                        "SELECT definition_hash FROM meta.positions"
                                + " WHERE source_name = 'core' AND entity = ?",
                        row -> row.getString(1),
                        mapping.table());
        if (known.filter(mapping.hash()::equals).isPresent()) {
            return false;
        }
        session.run(new CoreTables(mapping, database.dialect(), tenant).drop());
        session.update("DELETE FROM meta.lake_positions WHERE table_name = ?", mapping.history());
        session.update(
                "DELETE FROM meta.positions WHERE source_name = 'core' AND entity = ?",
                mapping.table());
        session.update(
                "INSERT INTO meta.positions (source_name, entity, bronze_id, definition_hash)"
                        + " VALUES ('core', ?, 0, ?)",
                mapping.table(),
                mapping.hash());
        return true;
    }

    /** The history as it was known at a moment: what came later does not count. */
    public <T> List<T> believed(Mapping mapping, Instant at, Session.RowReader<T> reader) {
        Dialect dialect = database.dialect();
        String moment = "CAST('" + Session.utc(at) + "' AS " + dialect.type(Types.MOMENT) + ")";
        return database.inTransaction(
                session -> {
                    session.run(
                            dialect.createTemporary(
                                    Timeline.TOUCHED,
                                    "SELECT DISTINCT primary_source, primary_source_id FROM "
                                            + mapping.intervals()));
                    session.run(new Timeline(mapping, dialect).believed(moment));
                    return session.list(
                            new CoreTables(mapping, dialect, tenant)
                                            .history(dialect.temporary("believed"))
                                    + " ORDER BY primary_source, primary_source_id, valid_from",
                            reader);
                });
    }
}
