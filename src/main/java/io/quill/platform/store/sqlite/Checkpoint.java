package io.quill.platform.store.sqlite;

import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Moves committed pages from the log into the file, flushes it, and empties the log. After a failed
 * flush the log may hold what only the kernel believes to be on disk.
 */
final class Checkpoint {
    private Checkpoint() {}

    static void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            int busy = row.getInt(1);
            int inLog = row.getInt(2);
            int moved = row.getInt(3);
            if (busy != 0 || inLog < 0 || inLog != moved) {
                throw new StoreException(
                        Reason.UNAVAILABLE,
                        "its log could not be emptied (busy %d, %d of %d pages moved)"
                                .formatted(busy, moved, inLog));
            }
        }
    }
}
