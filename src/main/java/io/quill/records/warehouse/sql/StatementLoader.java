package io.quill.records.warehouse.sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * Loads rows by batches of one prepared statement, which SQL Server's driver turns into a bulk
 * copy.
 */
final class StatementLoader implements BulkLoader {
    private static final int ROWS = 1_000;

    private final String table;
    private final PreparedStatement statement;
    private int waiting;

    private StatementLoader(String table, PreparedStatement statement) {
        this.table = table;
        this.statement = statement;
    }

    static StatementLoader into(Connection connection, String table, List<String> columns)
            throws SQLException {
        String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        return new StatementLoader(
                table,
                connection.prepareStatement(
                        "INSERT INTO "
                                + table
                                + " ("
                                + String.join(", ", columns)
                                + ") VALUES ("
                                + marks
                                + ")"));
    }

    @Override
    public void row(@Nullable Object... values) {
        try {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                statement.setObject(
                        i + 1, value instanceof Instant at ? SqlSession.utc(at) : value);
            }
            statement.addBatch();
            if (++waiting == ROWS) {
                waiting = 0;
                statement.executeBatch();
            }
        } catch (SQLException e) {
            throw SqlSession.failure("loading " + table, e);
        }
    }

    @Override
    public void close() {
        try (PreparedStatement ending = statement) {
            ending.executeBatch();
        } catch (SQLException e) {
            throw SqlSession.failure("loading " + table, e);
        }
    }
}
