package io.quill.platform.store.sqlite;

import io.quill.platform.store.Count;
import io.quill.platform.store.Counting;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLost;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Sums;
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

/** What the writer does with its connection: single writes, gathered in a transaction. */
final class Transaction implements AutoCloseable {
    private static final String VALUES = Row.COLUMNS + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String UPDATE =
            "UPDATE item SET ix = ?3, ix_at = ?4, expires_at = ?5, attributes = ?6"
                    + " WHERE pk = ?1 AND sk = ?2";

    private final Connection connection;
    private final InstantSource clock;
    private final Counting counting;
    private final Sums sums = new Sums();
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

    Transaction(Connection connection, InstantSource clock, Counting counting) throws SQLException {
        this.connection = connection;
        this.clock = clock;
        this.counting = counting;
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        rollback = connection.prepareStatement("ROLLBACK");
        handOver(connection);
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

    /** Where it commits by itself, the driver tries a transaction around every single statement. */
    private static void handOver(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("COMMIT");
        }
    }

    void run(Runnable work) {
        Faults.translate(() -> begin.execute());
        try {
            work.run();
            sums.writes().forEach(sum -> apply(sum, current(sum.key())));
            Faults.translate(() -> commit.execute());
        } catch (RuntimeException e) {
            rollBack(e);
            throw e;
        } finally {
            sums.clear();
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

    Optional<RuntimeException> lost(Guard guard) {
        return guard.condition().holds(current(guard.key()))
                ? Optional.empty()
                : Optional.of(new GuardLost(guard));
    }

    WriteResult perform(Task task) {
        return switch (task) {
            case Task.Insert(Item item, Row row) -> insert(item, row);
            case Task.Change(Write write) -> change(write);
            case Task.Foreseen foreseen -> change(foreseen);
            case Task.Addition(List<Count> counts) -> {
                sums.add(counts);
                yield WriteResult.APPLIED;
            }
        };
    }

    private WriteResult insert(Item item, Row row) {
        boolean inserted =
                Faults.translate(
                        () -> {
                            row.bind(insert);
                            insert.setLong(7, clock.instant().getEpochSecond());
                            return insert.executeUpdate() == 1;
                        });
        if (inserted) {
            count(item.key(), () -> counting.written(Optional.empty(), Optional.of(item)));
            return WriteResult.APPLIED;
        }
        Optional<Item> there = current(row.key());
        there.ifPresent(other -> count(item.key(), () -> counting.refused(item, other)));
        return new WriteResult.Refused(there);
    }

    private WriteResult change(Write write) {
        Optional<Item> live = current(write.key());
        if (!write.condition().holds(live)) {
            return new WriteResult.Refused(live);
        }
        Optional<Item> after = apply(write, live);
        count(write.key(), () -> counting.written(live, after));
        return WriteResult.APPLIED;
    }

    private WriteResult change(Task.Foreseen foreseen) {
        if (foreseen.before().expired(clock.instant()) || !exchange(foreseen)) {
            return change(foreseen.change().write());
        }
        Item after = foreseen.after();
        count(
                after.key(),
                () -> counting.written(Optional.of(foreseen.before()), Optional.of(after)));
        return WriteResult.APPLIED;
    }

    private boolean exchange(Task.Foreseen foreseen) {
        return Faults.translate(
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

    private void count(Key key, Supplier<List<Count>> counts) {
        if (counting.concerns(key)) {
            sums.add(counts.get());
        }
    }

    private static Optional<Item> outcome(Write write, Optional<Item> live) {
        try {
            return write.after(live).map(Item::checked);
        } catch (StoreException | IllegalArgumentException | ArithmeticException e) {
            throw new ImpossibleWrite(e);
        }
    }

    private static void store(Item item, PreparedStatement how) {
        Faults.translate(
                () -> {
                    Row.of(item).bind(how);
                    return how.executeUpdate();
                });
    }

    private void remove(Key key) {
        Faults.translate(
                () -> {
                    delete.setString(1, key.pk());
                    delete.setString(2, key.sk());
                    return delete.executeUpdate();
                });
    }

    private Optional<Item> current(Key key) {
        Instant now = clock.instant();
        return Faults.translate(
                        () -> {
                            select.setString(1, key.pk());
                            select.setString(2, key.sk());
                            try (ResultSet row = select.executeQuery()) {
                                return row.next()
                                        ? Optional.of(
                                                new Item(
                                                        key,
                                                        AttributeCodec.decode(row.getString(1))))
                                        : Optional.<Item>empty();
                            }
                        })
                .filter(item -> !item.expired(now));
    }

    /** Removes some of what has expired; nobody could read it any more. */
    int sweep(int most) {
        return Faults.translate(
                () -> {
                    sweep.setLong(1, clock.instant().getEpochSecond());
                    sweep.setInt(2, most);
                    return sweep.executeUpdate();
                });
    }

    /** Writes what is there already, to see whether it can be written. */
    void touch() {
        Faults.translate(() -> touch.execute());
    }

    /** Outside of a transaction. */
    void checkpoint() {
        Faults.translate(
                () -> {
                    Checkpoint.run(connection);
                    return true;
                });
    }

    @Override
    public void close() {
        Faults.translate(
                () -> {
                    connection.close();
                    return true;
                });
    }
}
