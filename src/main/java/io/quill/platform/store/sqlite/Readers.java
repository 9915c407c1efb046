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
 * A few connections that read beside the writer; each sees every commit that was answered before it
 * looks. One that met a fault is opened anew when it is needed again.
 */
final class Readers implements AutoCloseable {
    private static final int COUNT = 4;

    /** A piece of reading with one of the connections. */
    interface Reading<T> {
        T with(Connection connection) throws SQLException;
    }

    private final SqliteFile file;

    /** As many as there are; one that is not open is empty. */
    private final BlockingQueue<Optional<Connection>> idle = new ArrayBlockingQueue<>(COUNT);

    Readers(SqliteFile file) throws SQLException {
        this.file = file;
        for (int i = 0; i < COUNT; i++) {
            idle.add(Optional.of(file.connect()));
        }
    }

    <T> T read(Reading<T> reading) {
        Optional<Connection> taken = take();
        try {
            Connection connection = taken.isPresent() ? taken.get() : file.connect();
            taken = Optional.of(connection);
            return reading.with(connection);
        } catch (SQLException e) {
            taken.ifPresent(each -> close(each, e));
            taken = Optional.empty();
            throw Faults.told(e);
        } finally {
            idle.add(taken);
        }
    }

    private Optional<Connection> take() {
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

    /** Waits for those that read, and lets go of the file and its log until the next reading. */
    void release() {
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            take().ifPresent(open::add);
        }
        try {
            Faults.translate(() -> closeAll(open));
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
