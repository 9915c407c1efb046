package io.quill.records.warehouse.bronze;

import static java.util.stream.Collectors.joining;

import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Dialect.Index;
import io.quill.records.warehouse.sql.Loader;
import io.quill.records.warehouse.sql.Session;
import io.quill.records.warehouse.sql.Type;
import io.quill.records.warehouse.sql.Types;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The archive as a table, for a database that cannot read files: DuckDB reads each of them once. A
 * file is named after what it holds, so one of a name that is known has nothing new.
 */
final class EventsTable {
    private static final int FILES_AT_ONCE = 64;
    private static final String COMING = "coming_events";

    /** So long that SQL Server can still have an index on it. */
    private static final Type KEY = new Type.Text(450);

    private static final List<Fact> FACTS =
            List.of(
                    new Fact("EventID", KEY),
                    new Fact("AgentID", Types.TEXT),
                    new Fact("FactDateKey", Types.MOMENT),
                    new Fact("MetricID", Types.TEXT),
                    new Fact("OccurredAt", Types.MOMENT),
                    new Fact("Source", Types.TEXT),
                    new Fact("Direction", Types.TEXT),
                    new Fact("Outcome", Types.TEXT),
                    new Fact("TalkSeconds", Types.LONG),
                    new Fact("DurationSeconds", Types.LONG),
                    new Fact("RingGroupID", Types.TEXT),
                    new Fact("Notes", Types.TEXT),
                    new Fact("Batch", Types.LONG),
                    new Fact("SettledAt", Types.MOMENT));

    private final Database database;
    private final Dialect dialect;

    EventsTable(Database database) {
        this.database = database;
        dialect = database.dialect();
    }

    /** A column of the table. */
    private record Fact(String name, Type type) {}

    /** Some files a transaction, their names in it with their facts. */
    void take(EventFiles archive) {
        database.alone(
                EventsArchive.NAME,
                session -> {
                    session.run(create());
                    return EventsArchive.NAME;
                });
        database.alone(EventsArchive.NAME, session -> forget(session, archive.names()));
        while (database.alone(EventsArchive.NAME, session -> some(session, archive)) > 0) {}
    }

    List<String> create() {
        return dialect.createTable(EventsArchive.NAME, columns(), List.of(Index.unique("EventID")));
    }

    private List<ColumnDef> columns() {
        return FACTS.stream()
                .map(
                        fact ->
                                fact.type().equals(KEY)
                                        ? ColumnDef.required(fact.name(), dialect.type(KEY))
                                        : ColumnDef.of(fact.name(), dialect.type(fact.type())))
                .toList();
    }

    private static Set<String> known(Session session) {
        return new HashSet<>(
                session.list("SELECT name FROM meta.archive_files", row -> row.getString(1)));
    }

    /** Files become few when a day is over; what is gone need not be known. */
    private static int forget(Session session, List<String> names) {
        Set<String> gone = known(session);
        names.forEach(gone::remove);
        gone.forEach(name -> session.update("DELETE FROM meta.archive_files WHERE name = ?", name));
        return gone.size();
    }

    private int some(Session session, EventFiles archive) {
        Set<String> known = known(session);
        List<String> coming =
                archive.names().stream()
                        .filter(name -> !known.contains(name))
                        .limit(FILES_AT_ONCE)
                        .toList();
        if (!coming.isEmpty()) {
            session.run(coming());
            try (EventFiles.OnDisk files = archive.onDisk(coming)) {
                carry(session, files.paths());
            }
            session.run(merge());
            session.run(dialect.dropTemporary(COMING));
            coming.forEach(
                    name ->
                            session.update(
                                    "INSERT INTO meta.archive_files (name) VALUES (?)", name));
        }
        return coming.size();
    }

    List<String> coming() {
        return dialect.createTemporary(COMING, columns());
    }

    private void carry(Session session, List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        String list =
                files.stream()
                        .map(file -> "'" + EventsView.quoted(file.toAbsolutePath() + "") + "'")
                        .collect(joining(", ", "[", "]"));
        String query = "SELECT " + names("") + " FROM " + EventsView.reading(list);
        List<String> columns = FACTS.stream().map(Fact::name).toList();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(query);
                Loader loader = session.load(dialect.temporary(COMING), columns)) {
            while (rows.next()) {
                loader.row(row(rows));
            }
        } catch (SQLException e) {
            throw new WarehouseException(
                    "The archive of events cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object[] row(ResultSet rows) throws SQLException {
        @Nullable Object[] row = new Object[FACTS.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] =
                    switch (rows.getObject(i + 1)) {
                        case null -> null;
                        case Timestamp at -> at.toLocalDateTime();
                        // what no text of PostgreSQL can hold
                        case String text -> text.replace("\0", "");
                        case Object other -> other;
                    };
        }
        return row;
    }

    String merge() {
        String set =
                FACTS.stream()
                        .filter(fact -> !fact.type().equals(KEY))
                        .map(fact -> fact.name() + " = n." + fact.name())
                        .collect(joining(", "));
        return """
        MERGE INTO %1$s AS e
        USING (SELECT %2$s FROM (SELECT %2$s,
            row_number() OVER (PARTITION BY EventID ORDER BY SettledAt) AS place
            FROM %3$s) AS placed WHERE place = 1) AS n
        ON e.EventID = n.EventID
        WHEN MATCHED AND n.SettledAt < e.SettledAt THEN UPDATE SET %4$s
        WHEN NOT MATCHED THEN INSERT (%2$s) VALUES (%5$s)%6$s
        """
                .formatted(
                        EventsArchive.NAME,
                        names(""),
                        dialect.temporary(COMING),
                        set,
                        names("n."),
                        dialect.endOfMerge());
    }

    private static String names(String prefix) {
        return FACTS.stream().map(fact -> prefix + fact.name()).collect(joining(", "));
    }
}
