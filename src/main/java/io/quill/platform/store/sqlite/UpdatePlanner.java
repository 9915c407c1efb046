package io.quill.platform.store.sqlite;

import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
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
 * Computes updates outside the writing thread, to shorten its work. The writer checks that they
 * still apply.
 */
final class UpdatePlanner {
    private UpdatePlanner() {}

    static List<WriteTask> of(List<WriteTask> tasks, Connection connection, Instant now)
            throws SQLException {
        // one snapshot for all: each statement for itself would lock and unlock the file
        connection.setAutoCommit(false);
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT attributes FROM item WHERE pk = ? AND sk = ?")) {
            List<WriteTask> foreseen = new ArrayList<>(tasks.size());
            for (WriteTask writeTask : tasks) {
                foreseen.add(
                        writeTask instanceof WriteTask.Change change
                                        && change.write() instanceof Write.Update
                                ? of(change, select, now)
                                : writeTask);
            }
            return foreseen;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static WriteTask of(WriteTask.Change change, PreparedStatement select, Instant now)
            throws SQLException {
        ItemKey itemKey = change.write().key();
        select.setString(1, itemKey.pk());
        select.setString(2, itemKey.sk());
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? of(change, row.getString(1), now) : change;
        }
    }

    private static WriteTask of(WriteTask.Change change, String seen, Instant now) {
        Item before = new Item(change.write().key(), AttributeCodec.decode(seen));
        return before.expired(now) || !change.write().condition().holds(Optional.of(before))
                ? change
                : plan(change, seen, before);
    }

    /** Plans a change; what cannot be done is left to the writer to refuse. */
    private static WriteTask plan(WriteTask.Change change, String seen, Item before) {
        try {
            Item after = change.write().after(Optional.of(before)).orElseThrow().requireFits();
            return new WriteTask.Foreseen(change, seen, before, after, ItemRow.of(after));
        } catch (StoreException | IllegalArgumentException | ArithmeticException _) {
            return change;
        }
    }
}
