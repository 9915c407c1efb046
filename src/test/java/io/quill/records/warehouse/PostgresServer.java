package io.quill.records.warehouse;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL, started for the tests, with a new database whenever one is wanted. */
public final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(String onOrOff) {
        try {
            server =
                    EmbeddedPostgres.builder()
                            .setLocaleConfig("locale", "C.UTF-8")
                            .setServerConfig("fsync", onOrOff)
                            .setServerConfig("synchronous_commit", onOrOff)
                            .start();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL did not start", e);
        }
    }

    /** One that need not outlive a power cut. */
    public PostgresServer() {
        this("off");
    }

    /** One that waits for the disk at each commit, as PostgreSQL does by itself. */
    public static PostgresServer durable() {
        return new PostgresServer("on");
    }

    public WarehouseConfig.Kind database() {
        String name = "warehouse_" + databases.incrementAndGet();
        make(name);
        return at(name);
    }

    /** A database for each of some tenants. */
    WarehouseConfig.Kind databases(String... tenants) {
        String name = "warehouse_" + databases.incrementAndGet() + "_";
        for (String tenant : tenants) {
            make(name + tenant);
        }
        return at(name + "{tenant}");
    }

    private WarehouseConfig.Kind at(String name) {
        String address = server.getJdbcUrl("postgres", "NAME").replace("NAME", name);
        return new WarehouseConfig.Kind.Server(address, "postgres", "postgres");
    }

    private void make(String name) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No database could be made", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
