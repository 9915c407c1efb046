package io.quill.platform.store.sqlite;

import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Pool of connections that read beside the writer. One that failed is opened again when it is
 * needed.
 */
final class ReadConnections implements AutoCloseable {
    private static final int COUNT = 4;

    /** A piece of reading with one of the connections. */
    interface Reading<T> {
        T with(Connection connection) throws SQLException;
    }

    private final SqliteFile file;

    /** Idle connections, of which one that is not open is empty. */
    private final BlockingQueue<Optional<Connection>> idle = new ArrayBlockingQueue<>(COUNT);

    ReadConnections(SqliteFile file) throws SQLException {
        this.file = file;
        for (int i = 0; i < COUNT; i++) {
            idle.add(Optional.of(file.connect()));
        }
    }

    <T> T read(Reading<T> reading) {
        Optional<Connection> taken = borrow();
        try {
            Connection connection = taken.isPresent() ? taken.get() : file.connect();
            taken = Optional.of(connection);
            return reading.with(connection);
        } catch (SQLException e) {
            taken.ifPresent(each -> close(each, e));
            taken = Optional.empty();
            throw SqliteErrors.exception(e);
        } finally {
            idle.add(taken);
        }
    }

    private Optional<Connection> borrow() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Reason.UNAVAILABLE, "Interrupted while waiting to read", e);
        }
    }

    private static void close(Connection connection, SQLException cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Waits for running reads, and closes all connections until the next one. */
    void release() {
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            borrow().ifPresent(open::add);
        }
        try {
            SqliteErrors.translate(() -> closeAll(open));
        } finally {
            for (int i = 0; i < COUNT; i++) {
                idle.add(Optional.empty());
            }
        }
    }

    private static boolean closeAll(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        return true;
    }

    @Override
    public void close() throws SQLException {
        List<Optional<Connection>> all = new ArrayList<>();
        idle.drainTo(all);
        closeAll(all.stream().flatMap(Optional::stream).toList());
    }
}
