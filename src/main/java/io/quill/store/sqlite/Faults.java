package io.quill.store.sqlite;

import io.quill.store.StoreException;
import io.quill.store.StoreException.Reason;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.sql.SQLException;

/** Tells an operator what SQLite's faults mean. */
final class Faults {
    /** A piece of work with the database. */
    interface Work<T> {
        T run() throws SQLException;
    }

    private Faults() {}

    static <T> T translate(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw told(e);
        }
    }

    static StoreException told(SQLException e) {
        if (e instanceof SQLiteException known
                && known.getResultCode() == SQLiteErrorCode.SQLITE_FULL) {
            return new StoreException(
                    Reason.FULL, "The disk that holds DATA_DIR is full; make room", e);
        }
        return new StoreException(
                Reason.UNAVAILABLE,
                "The data file does not take or give data: " + e.getMessage(),
                e);
    }
}
