package io.quill.platform.store.sqlite;

import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides updates beside the one thread that writes, so that reading items and putting them
 * together does not queue up there as well. What it foresees is a guess that the writer checks.
 */
final class Foresight {
    private Foresight() {}

    static List<Task> of(List<Task> tasks, Connection connection, Instant now) throws SQLException {
        // one snapshot for all: each statement for itself would lock and unlock the file
        connection.setAutoCommit(false);
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT attributes FROM item WHERE pk = ? AND sk = ?")) {
            List<Task> foreseen = new ArrayList<>(tasks.size());
            for (Task task : tasks) {
                foreseen.add(
                        task instanceof Task.Change change && change.write() instanceof Write.Update
                                ? of(change, select, now)
                                : task);
            }
            return foreseen;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static Task of(Task.Change change, PreparedStatement select, Instant now)
            throws SQLException {
        Key key = change.write().key();
        select.setString(1, key.pk());
        select.setString(2, key.sk());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? of(change, row.getString(1), now) : change;
        }
    }

    private static Task of(Task.Change change, String seen, Instant now) {
        Item before = new Item(change.write().key(), AttributeCodec.decode(seen));
        return before.expired(now) || !change.write().condition().holds(Optional.of(before))
                ? change
                : foreseen(change, seen, before);
    }

    /** What cannot be done is left to the writer to refuse. */
    private static Task foreseen(Task.Change change, String seen, Item before) {
        try {
            Item after = change.write().after(Optional.of(before)).orElseThrow().checked();
            return new Task.Foreseen(change, seen, before, after, Row.of(after));
        } catch (StoreException | IllegalArgumentException | ArithmeticException _) {
            return change;
        }
    }
}
