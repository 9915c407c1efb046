package io.quill.store.sqlite;

import io.quill.store.StoreException;
import io.quill.store.StoreException.Reason;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A few connections that read beside the writer; each sees every commit that was answered before it
 * looks.
 */
final class Readers implements AutoCloseable {
    private static final int COUNT = 4;

    /** A piece of reading with one of the connections. */
    interface Reading<T> {
        T with(Connection connection) throws SQLException;
    }

    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(COUNT);

    Readers(SqliteFile file) throws SQLException {
        for (int i = 0; i < COUNT; i++) {
            idle.add(file.connect());
        }
    }

    <T> T read(Reading<T> reading) {
        Connection connection = take();
        try {
            return Faults.translate(() -> reading.with(connection));
        } finally {
            idle.add(connection);
        }
    }

    private Connection take() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Reason.UNAVAILABLE, "Interrupted while waiting to read", e);
        }
    }

    @Override
    public void close() throws SQLException {
        List<Connection> connections = new ArrayList<>();
        idle.drainTo(connections);
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
