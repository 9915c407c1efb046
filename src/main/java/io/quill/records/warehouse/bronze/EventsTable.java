package io.quill.records.warehouse.bronze;

import static java.util.stream.Collectors.joining;

import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.sql.BulkLoader;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Dialect.Index;
import io.quill.records.warehouse.sql.SqlSession;
import io.quill.records.warehouse.sql.SqlType;
import io.quill.records.warehouse.sql.SqlTypes;

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
 * Event archive as a table, for a database that cannot read files; DuckDB reads each file once. A
 * file's name follows from its content, so a known name has nothing new.
 */
final class EventsTable {
    private static final int FILES_AT_ONCE = 64;
    private static final String COMING = "coming_events";

    /** Type of the key, short enough for an index of SQL Server. */
    private static final SqlType KEY = new SqlType.Text(450);

    private static final List<Fact> FACTS =
            List.of(
                    new Fact("EventID", KEY),
                    new Fact("AgentID", SqlTypes.TEXT),
                    new Fact("FactDateKey", SqlTypes.MOMENT),
                    new Fact("MetricID", SqlTypes.TEXT),
                    new Fact("OccurredAt", SqlTypes.MOMENT),
                    new Fact("Source", SqlTypes.TEXT),
                    new Fact("Direction", SqlTypes.TEXT),
                    new Fact("Outcome", SqlTypes.TEXT),
                    new Fact("TalkSeconds", SqlTypes.LONG),
                    new Fact("DurationSeconds", SqlTypes.LONG),
                    new Fact("RingGroupID", SqlTypes.TEXT),
                    new Fact("Notes", SqlTypes.TEXT),
                    new Fact("Batch", SqlTypes.LONG),
                    new Fact("SettledAt", SqlTypes.MOMENT));

    private final Database database;
    private final Dialect dialect;

    EventsTable(Database database) {
        this.database = database;
        dialect = database.dialect();
    }

    /** A column of the table. */
    private record Fact(String name, SqlType type) {}

    /** Loads new files, some in each transaction, and records their names with their facts. */
    void loadNew(EventFiles archive) {
        database.inExclusiveTransaction(
                EventsArchive.NAME,
                sqlSession -> {
                    sqlSession.run(create());
                    return EventsArchive.NAME;
                });
        database.inExclusiveTransaction(
                EventsArchive.NAME, sqlSession -> forget(sqlSession, archive.names()));
        while (database.inExclusiveTransaction(
                        EventsArchive.NAME, sqlSession -> loadSome(sqlSession, archive))
                > 0) {}
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

    private static Set<String> known(SqlSession sqlSession) {
        return new HashSet<>(
                sqlSession.list("SELECT name FROM meta.archive_files", row -> row.getString(1)));
    }

    /** Files become few when a day is over; what is gone need not be known. */
    private static int forget(SqlSession sqlSession, List<String> names) {
        Set<String> gone = known(sqlSession);
        names.forEach(gone::remove);
        gone.forEach(
                name -> sqlSession.update("DELETE FROM meta.archive_files WHERE name = ?", name));
        return gone.size();
    }

    private int loadSome(SqlSession sqlSession, EventFiles archive) {
        Set<String> known = known(sqlSession);
        List<String> coming =
                archive.names().stream()
                        .filter(name -> !known.contains(name))
                        .limit(FILES_AT_ONCE)
                        .toList();
        if (!coming.isEmpty()) {
            sqlSession.run(coming());
            try (EventFiles.OnDisk files = archive.onDisk(coming)) {
                copyRows(sqlSession, files.paths());
            }
            sqlSession.run(merge());
            sqlSession.run(dialect.dropTemporary(COMING));
            coming.forEach(
                    name ->
                            sqlSession.update(
                                    "INSERT INTO meta.archive_files (name) VALUES (?)", name));
        }
        return coming.size();
    }

    List<String> coming() {
        return dialect.createTemporary(COMING, columns());
    }

    private void copyRows(SqlSession sqlSession, List<Path> files) {
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
                BulkLoader bulkLoader = sqlSession.load(dialect.temporary(COMING), columns)) {
            while (rows.next()) {
                bulkLoader.row(row(rows));
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
