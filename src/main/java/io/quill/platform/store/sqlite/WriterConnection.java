package io.quill.platform.store.sqlite;

import io.quill.platform.store.Counting;
import io.quill.platform.store.StoreException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The connection that writes. After a fault its statements are of no use, so it is closed, and
 * {@link #recover} has to go through before it commits again.
 */
final class WriterConnection implements AutoCloseable {
    private final SqliteFile file;
    private final Readers readers;
    private final InstantSource clock;
    private final Counting counting;
    private Optional<Transaction> transaction = Optional.empty();

    WriterConnection(SqliteFile file, Readers readers, InstantSource clock, Counting counting) {
        this.file = file;
        this.readers = readers;
        this.clock = clock;
        this.counting = counting;
    }

    /** All of it or nothing; a {@link StoreException} says that a recovery is needed. */
    void commit(Consumer<Transaction> work) {
        Transaction current = transaction.orElseThrow();
        try {
            current.run(() -> work.accept(current));
        } catch (StoreException e) {
            leave(e);
            throw Faults.unwritten(file.path(), e);
        } catch (RuntimeException e) {
            if (e.getSuppressed().length > 0) {
                leave(e);
                throw Faults.unwritten(file.path(), brokenOff(e));
            }
            throw e;
        }
    }

    private static StoreException brokenOff(RuntimeException e) {
        return new StoreException(
                StoreException.Reason.UNAVAILABLE, "a transaction could not be undone", e);
    }

    private void leave(RuntimeException cause) {
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
    void assureInPlace() {
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
            file.place().mustHaveFile();
            release();
            open();
        } catch (StoreException e) {
            throw Faults.unwritten(file.path(), e);
        }
    }

    /** Whoever has opened a log that was moved or deleted since can still read it. */
    private void saveLog() {
        readers.read(
                connection -> {
                    Checkpoint.run(connection);
                    return true;
                });
        if (file.place().hasFile()) {
            release();
            readers.release();
        }
    }

    private void open() {
        Transaction fresh = Faults.translate(this::connect);
        transaction = Optional.of(fresh);
        try {
            fresh.checkpoint();
            fresh.run(fresh::touch);
            file.place().rememberLog();
        } catch (StoreException e) {
            leave(e);
            throw e;
        }
    }

    private Transaction connect() throws SQLException {
        Connection connection = file.connect();
        try {
            return new Transaction(connection, clock, counting);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Empties a log that has grown long, which says whether the file itself can be written. */
    void keepLogShort() {
        if (file.place().hasLongLog()) {
            try {
                transaction.orElseThrow().checkpoint();
            } catch (StoreException e) {
                leave(e);
                throw Faults.unwritten(file.path(), e);
            }
        }
    }

    Path path() {
        return file.path();
    }

    private void release() {
        Optional<Transaction> old = transaction;
        transaction = Optional.empty();
        old.ifPresent(Transaction::close);
    }

    @Override
    public void close() {
        release();
    }
}
