package io.quill.platform.store.sqlite;

import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.CounterRules;
import io.quill.platform.store.CounterSums;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Prepared statements of the writer's connection, and its transaction. */
final class WriteTransaction implements AutoCloseable {
    private static final String VALUES = ItemRow.COLUMNS + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String UPDATE =
            "UPDATE item SET ix = ?3, ix_at = ?4, expires_at = ?5, attributes = ?6"
                    + " WHERE pk = ?1 AND sk = ?2";

    private final Connection connection;
    private final InstantSource clock;
    private final CounterRules counterRules;
    private final CounterSums counterSums = new CounterSums();
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement replace;
    private final PreparedStatement update;
    private final PreparedStatement exchange;
    private final PreparedStatement delete;
    private final PreparedStatement sweep;
    private final PreparedStatement touch;

    WriteTransaction(Connection connection, InstantSource clock, CounterRules counterRules)
            throws SQLException {
        this.connection = connection;
        this.clock = clock;
        this.counterRules = counterRules;
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        rollback = connection.prepareStatement("ROLLBACK");
        disableAutoCommit(connection);
        select = connection.prepareStatement("SELECT attributes FROM item WHERE pk = ? AND sk = ?");
        insert =
                connection.prepareStatement(
                        "INSERT INTO item "
                                + VALUES
                                + """
                                 ON CONFLICT (pk, sk) DO UPDATE SET ix = excluded.ix, ix_at = excluded.ix_at,
                                expires_at = excluded.expires_at, attributes = excluded.attributes
                                WHERE item.expires_at <= ?
                                """);
        replace = connection.prepareStatement("INSERT OR REPLACE INTO item " + VALUES);
        update = connection.prepareStatement(UPDATE);
        exchange = connection.prepareStatement(UPDATE + " AND attributes = ?7");
        delete = connection.prepareStatement("DELETE FROM item WHERE pk = ? AND sk = ?");
        sweep =
                connection.prepareStatement(
                        "DELETE FROM item WHERE rowid IN (SELECT rowid FROM item WHERE expires_at <= ? LIMIT ?)");
        touch = connection.prepareStatement(SqliteFile.SAME_VERSION);
    }

    /**
     * Turns the driver's own transactions off, since in auto-commit mode it wraps every statement
     * in one.
     */
    private static void disableAutoCommit(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("COMMIT");
        }
    }

    void run(Runnable work) {
        SqliteErrors.translate(() -> begin.execute());
        try {
            work.run();
            counterSums.writes().forEach(sum -> apply(sum, current(sum.key())));
            SqliteErrors.translate(() -> commit.execute());
        } catch (RuntimeException e) {
            rollBack(e);
            throw e;
        } finally {
            counterSums.clear();
        }
    }

    /**
     * SQLite has rolled back by itself after some faults; then there is nothing left to roll back.
     */
    private void rollBack(RuntimeException cause) {
        try {
            rollback.execute();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    Optional<RuntimeException> checkGuard(Guard guard) {
        return guard.condition().holds(current(guard.key()))
                ? Optional.empty()
                : Optional.of(new GuardLostException(guard));
    }

    WriteResult perform(WriteTask writeTask) {
        return switch (writeTask) {
            case WriteTask.Insert(Item item, ItemRow itemRow) -> insert(item, itemRow);
            case WriteTask.Change(Write write) -> change(write);
            case WriteTask.Foreseen foreseen -> change(foreseen);
            case WriteTask.Addition(List<CounterIncrement> counts) -> {
                counterSums.add(counts);
                yield WriteResult.APPLIED;
            }
        };
    }

    private WriteResult insert(Item item, ItemRow itemRow) {
        boolean inserted =
                SqliteErrors.translate(
                        () -> {
                            itemRow.bind(insert);
                            insert.setLong(7, clock.instant().getEpochSecond());
                            return insert.executeUpdate() == 1;
                        });
        if (inserted) {
            count(item.key(), () -> counterRules.written(Optional.empty(), Optional.of(item)));
            return WriteResult.APPLIED;
        }
        Optional<Item> there = current(itemRow.key());
        there.ifPresent(other -> count(item.key(), () -> counterRules.refused(item, other)));
        return new WriteResult.Refused(there);
    }

    private WriteResult change(Write write) {
        Optional<Item> live = current(write.key());
        if (!write.condition().holds(live)) {
            return new WriteResult.Refused(live);
        }
        Optional<Item> after = apply(write, live);
        count(write.key(), () -> counterRules.written(live, after));
        return WriteResult.APPLIED;
    }

    private WriteResult change(WriteTask.Foreseen foreseen) {
        if (foreseen.before().expired(clock.instant()) || !exchange(foreseen)) {
            return change(foreseen.change().write());
        }
        Item after = foreseen.after();
        count(
                after.key(),
                () -> counterRules.written(Optional.of(foreseen.before()), Optional.of(after)));
        return WriteResult.APPLIED;
    }

    private boolean exchange(WriteTask.Foreseen foreseen) {
        return SqliteErrors.translate(
                () -> {
                    foreseen.row().bind(exchange);
                    exchange.setString(7, foreseen.seen());
                    return exchange.executeUpdate() == 1;
                });
    }

    private Optional<Item> apply(Write write, Optional<Item> live) {
        Optional<Item> after = outcome(write, live);
        // a row that stays where it is costs half as much as one that is taken out and put back
        PreparedStatement how = live.isPresent() ? update : replace;
        after.ifPresentOrElse(item -> store(item, how), () -> remove(write.key()));
        return after;
    }

    private void count(ItemKey itemKey, Supplier<List<CounterIncrement>> counts) {
        if (counterRules.concerns(itemKey)) {
            counterSums.add(counts.get());
        }
    }

    private static Optional<Item> outcome(Write write, Optional<Item> live) {
        try {
            return write.after(live).map(Item::requireFits);
        } catch (StoreException | IllegalArgumentException | ArithmeticException e) {
            throw new ImpossibleWriteException(e);
        }
    }

    private static void store(Item item, PreparedStatement how) {
        SqliteErrors.translate(
                () -> {
                    ItemRow.of(item).bind(how);
                    return how.executeUpdate();
                });
    }

    private void remove(ItemKey itemKey) {
        SqliteErrors.translate(
                () -> {
                    delete.setString(1, itemKey.pk());
                    delete.setString(2, itemKey.sk());
                    return delete.executeUpdate();
                });
    }

    private Optional<Item> current(ItemKey itemKey) {
        Instant now = clock.instant();
        return SqliteErrors.translate(
                        () -> {
                            select.setString(1, itemKey.pk());
                            select.setString(2, itemKey.sk());
                            try (ResultSet row = select.executeQuery()) {
                                return row.next()
                                        ? Optional.of(
                                                new Item(
                                                        itemKey,
                                                        AttributeCodec.decode(row.getString(1))))
                                        : Optional.<Item>empty();
                            }
                        })
                .filter(item -> !item.expired(now));
    }

    /** Removes some of what has expired; nobody could read it any more. */
    int sweep(int most) {
        return SqliteErrors.translate(
                () -> {
                    sweep.setLong(1, clock.instant().getEpochSecond());
                    sweep.setInt(2, most);
                    return sweep.executeUpdate();
                });
    }

    /** Writes what is there already, to see whether it can be written. */
    void touch() {
        SqliteErrors.translate(() -> touch.execute());
    }

    /** Outside of a transaction. */
    void checkpoint() {
        SqliteErrors.translate(
                () -> {
                    Checkpoint.run(connection);
                    return true;
                });
    }

    @Override
    public void close() {
        SqliteErrors.translate(
                () -> {
                    connection.close();
                    return true;
                });
    }
}
