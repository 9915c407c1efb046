package io.quill.platform.store.sqlite;

import io.quill.platform.store.CounterRules;
import io.quill.platform.store.StoreException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Connection of the writer. After a failure it is closed, and must recover before it commits again.
 */
final class WriterConnection implements AutoCloseable {
    private final SqliteFile file;
    private final ReadConnections readConnections;
    private final InstantSource clock;
    private final CounterRules counterRules;
    private Optional<WriteTransaction> transaction = Optional.empty();

    WriterConnection(
            SqliteFile file,
            ReadConnections readConnections,
            InstantSource clock,
            CounterRules counterRules) {
        this.file = file;
        this.readConnections = readConnections;
        this.clock = clock;
        this.counterRules = counterRules;
    }

    /** Commits all of the work or nothing; a StoreException means that a recovery is needed. */
    void commit(Consumer<WriteTransaction> work) {
        WriteTransaction current = transaction.orElseThrow();
        try {
            current.run(() -> work.accept(current));
        } catch (StoreException e) {
            closeAfter(e);
            throw SqliteErrors.writeFailed(file.path(), e);
        } catch (RuntimeException e) {
            if (e.getSuppressed().length > 0) {
                closeAfter(e);
                throw SqliteErrors.writeFailed(file.path(), brokenOff(e));
            }
            throw e;
        }
    }

    private static StoreException brokenOff(RuntimeException e) {
        return new StoreException(
                StoreException.Reason.UNAVAILABLE, "a transaction could not be undone", e);
    }

    private void closeAfter(RuntimeException cause) {
        try {
            release();
        } catch (StoreException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Makes sure that what was committed lies in the file that the next start opens: nothing may be
     * acknowledged before.
     */
    void ensureInPlace() {
        if (!file.place().isIntact()) {
            recover();
        }
    }

    /**
     * Opens the connection anew once everything that was committed is on the disk, and a write goes
     * through. What a failed commit left in the log is gone then, so it may be done again.
     */
    void recover() {
        try {
            if (!file.place().isIntact()) {
                saveLog();
            }
            file.place().requireFile();
            release();
            open();
        } catch (StoreException e) {
            throw SqliteErrors.writeFailed(file.path(), e);
        }
    }

    /** Saves a log that was moved or deleted, through a reader that still has it open. */
    private void saveLog() {
        readConnections.read(
                connection -> {
                    Checkpoint.run(connection);
                    return true;
                });
        if (file.place().hasFile()) {
            release();
            readConnections.release();
        }
    }

    private void open() {
        WriteTransaction fresh = SqliteErrors.translate(this::connect);
        transaction = Optional.of(fresh);
        try {
            fresh.checkpoint();
            fresh.run(fresh::touch);
            file.place().rememberLog();
        } catch (StoreException e) {
            closeAfter(e);
            throw e;
        }
    }

    private WriteTransaction connect() throws SQLException {
        Connection connection = file.connect();
        try {
            return new WriteTransaction(connection, clock, counterRules);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Empties a log that has grown long, which shows whether the file can be written. */
    void keepLogShort() {
        if (file.place().isLogLong()) {
            try {
                transaction.orElseThrow().checkpoint();
            } catch (StoreException e) {
                closeAfter(e);
                throw SqliteErrors.writeFailed(file.path(), e);
            }
        }
    }

    Path path() {
        return file.path();
    }

    private void release() {
        Optional<WriteTransaction> old = transaction;
        transaction = Optional.empty();
        old.ifPresent(WriteTransaction::close);
    }

    @Override
    public void close() {
        release();
    }
}
