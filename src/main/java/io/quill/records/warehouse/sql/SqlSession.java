package io.quill.records.warehouse.sql;

import io.quill.records.landing.WarehouseException;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One connection, used by one thread. Errors name the statement that failed. */
public final class SqlSession implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 1_000;
    private static final long MANY = 10_000;

    /** Mapper of a row. */
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Consumer of one row, or of all of them. */
    public interface RowConsumer {
        void take(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Dialect dialect;

    SqlSession(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Statements without parameters, one after the other. */
    public void run(List<String> statements) {
        statements.forEach(this::run);
    }

    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    public long update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    /** All rows of a query at once, a few of them in memory. */
    public void read(String sql, RowConsumer consumer) {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery(sql)) {
                consumer.take(rows);
            }
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    public void each(String sql, RowConsumer consumer, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.take(rows);
                }
            }
        } catch (SQLException e) {
            throw failure(sql, e);
        }
    }

    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        List<T> found = new ArrayList<>();
        each(sql, row -> found.add(reader.read(row)), parameters);
        return found;
    }

    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return list(sql, reader, parameters).stream().findFirst();
    }

    /** A count, a highest id: one number in one row; none is 0. */
    public long number(String sql, @Nullable Object... parameters) {
        return first(sql, row -> row.getLong(1), parameters).orElse(0L);
    }

    public BulkLoader load(String table, List<String> columns) {
        try {
            return dialect.loader(connection, table, columns);
        } catch (SQLException e) {
            throw failure("loading " + table, e);
        }
    }

    /** Refreshes the statistics of a table after many rows came in. */
    public void analyzeIfLarge(String table, List<String> columns, long rows) {
        if (rows >= MANY) {
            run(dialect.analyze(table, columns));
        }
    }

    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw failure("commit", e);
        }
    }

    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw failure("rollback", e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(i + 1, value instanceof Instant at ? utc(at) : value);
        }
    }

    public static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                .map(at -> at.toInstant(ZoneOffset.UTC));
    }

    static WarehouseException failure(String sql, SQLException e) {
        String head = sql.strip().lines().limit(3).reduce((a, b) -> a + " " + b).orElse("");
        return new WarehouseException(
                "The warehouse refused \""
                        + (head.length() > 160 ? head.substring(0, 160) + "…" : head)
                        + "\": "
                        + e.getMessage(),
                e);
    }

    /** Rolls back what was not committed, and closes the connection. */
    @Override
    public void close() {
        try (Connection ending = connection) {
            if (!ending.isClosed()) {
                ending.rollback();
            }
        } catch (SQLException e) {
            throw failure("close", e);
        }
    }
}
