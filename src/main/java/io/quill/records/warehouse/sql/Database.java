package io.quill.records.warehouse.sql;

import io.quill.records.landing.WarehouseException;

import org.duckdb.DuckDBConnection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Database of one tenant. Sessions begin with a transaction, and roll back what is not committed.
 */
public final class Database implements AutoCloseable {
    /** Opens connections. */
    private interface Source {
        Connection open() throws SQLException;
    }

    /** Connection that stays open as long as the database is used. */
    private interface Held {
        void close() throws SQLException;
    }

    /** Limits of the embedded database. */
    public record Share(int megabytes, int threads) {}

    private final Dialect dialect;
    private final Source source;
    private final Held held;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    private Database(Dialect dialect, Source source, Held held) {
        this.dialect = dialect;
        this.source = source;
        this.held = held;
    }

    /** A file of DuckDB's, which one process holds at a time. */
    public static Database duckDb(Path file, Share share) {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", share.megabytes() + "MB");
        settings.setProperty("threads", Integer.toString(share.threads()));
        settings.setProperty("preserve_insertion_order", "false");
        settings.setProperty("storage_compatibility_version", "latest");
        settings.setProperty("jdbc_stream_results", "true");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            DuckDBConnection root =
                    DriverManager.getConnection("jdbc:duckdb:" + file, settings)
                            .unwrap(DuckDBConnection.class);
            try (Statement statement = root.createStatement()) {
                statement.execute("SET GLOBAL TimeZone = 'UTC'");
            }
            return new Database(new DuckDb(), root::duplicate, root::close);
        } catch (SQLException e) {
            throw new WarehouseException(
                    "The warehouse "
                            + file
                            + " cannot be opened; only one process can have it open at a time: "
                            + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new WarehouseException("Could not create a warehouse at " + file, e);
        }
    }

    /** A server's database; the address is a JDBC one, and names PostgreSQL or SQL Server. */
    public static Database server(String address, String user, String password) {
        Properties settings = new Properties();
        settings.setProperty("user", user);
        settings.setProperty("password", password);
        if (address.startsWith("jdbc:sqlserver:")) {
            return new Database(
                    new SqlServer(),
                    () -> DriverManager.getConnection(address, settings),
                    () -> {});
        }
        settings.setProperty("options", Postgres.OPTIONS);
        return new Database(new Postgres(), () -> inUtc(address, settings), () -> {});
    }

    /** Set afterwards, since the driver itself asks for the zone of its process. */
    private static Connection inUtc(String address, Properties settings) throws SQLException {
        Connection connection = DriverManager.getConnection(address, settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    public Dialect dialect() {
        return dialect;
    }

    public SqlSession session() {
        try {
            Connection connection = source.open();
            connection.setAutoCommit(false);
            return new SqlSession(connection, dialect);
        } catch (SQLException e) {
            throw new WarehouseException("The warehouse does not answer: " + e.getMessage(), e);
        }
    }

    public <T> T inTransaction(Function<SqlSession, T> work) {
        try (SqlSession sqlSession = session()) {
            T done = work.apply(sqlSession);
            sqlSession.commit();
            return done;
        }
    }

    /**
     * Does work in a transaction while no one else, in this process or another, does work of the
     * same name.
     */
    public <T> T inExclusiveTransaction(String what, Function<SqlSession, T> work) {
        ReentrantLock lock = locks.computeIfAbsent(what, _ -> new ReentrantLock());
        lock.lock();
        try {
            return inTransaction(
                    sqlSession -> {
                        dialect.lock(what).ifPresent(sqlSession::run);
                        return work.apply(sqlSession);
                    });
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (SQLException e) {
            throw new WarehouseException("The warehouse could not be closed", e);
        }
    }
}
