package io.quill.platform.store.sqlite;

import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Path;
import java.sql.SQLException;

/** Translates SQLite's exceptions for an operator. */
final class SqliteErrors {
    private static final int PRIMARY = 0xff;

    /** A piece of work with the database. */
    interface Work<T> {
        T run() throws SQLException;
    }

    private SqliteErrors() {}

    static <T> T translate(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw exception(e);
        }
    }

    static StoreException exception(SQLException e) {
        Reason reason = reason(e);
        String words = "The data file does not take or give data: " + why(reason, e);
        return new StoreException(reason, words, e);
    }

    /** Creates the exception for a file that could not be written. */
    static StoreException writeFailed(Path file, StoreException fault) {
        String why =
                fault.getCause() instanceof SQLException e
                        ? why(fault.reason(), e)
                        : fault.getMessage();
        return new StoreException(
                fault.reason(),
                "Could not write to %s: %s".formatted(file.getFileName(), why),
                fault);
    }

    private static Reason reason(SQLException e) {
        return switch (SQLiteErrorCode.getErrorCode(code(e) & PRIMARY)) {
            case SQLITE_FULL -> Reason.FULL;
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> Reason.MISCONFIGURED;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> Reason.DAMAGED;
            default -> Reason.UNAVAILABLE;
        };
    }

    private static int code(SQLException e) {
        return e instanceof SQLiteException known ? known.getResultCode().code : 0;
    }

    private static String why(Reason reason, SQLException e) {
        return switch (reason) {
            case FULL -> "disk full";
            case MISCONFIGURED -> "it is read-only (" + e.getMessage() + ")";
            case DAMAGED -> "the file is damaged (" + e.getMessage() + ")";
            case UNAVAILABLE, TOO_LARGE, IN_USE -> String.valueOf(e.getMessage());
        };
    }
}
