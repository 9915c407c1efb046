package io.quill.platform.store.sqlite;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.CounterRules;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.IndexPosition;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Store in one file that this process alone has open. What a call has answered is on disk. */
public final class SqliteStore implements DataStore {
    private static final int MOST_AT_ONCE = 2_500;

    /** Sorts behind everything that starts with what it is put after. */
    private static final String HIGHEST = Character.toString(Character.MAX_CODE_POINT);

    private final InstantSource clock;
    private final SqliteFile file;
    private final ReadConnections readConnections;
    private final SqliteWriter sqliteWriter;

    private SqliteStore(InstantSource clock, CounterRules counterRules, SqliteFile file)
            throws SQLException {
        this.clock = clock;
        this.file = file;
        this.readConnections = new ReadConnections(file);
        this.sqliteWriter =
                new SqliteWriter(new WriterConnection(file, readConnections, clock, counterRules));
    }

    public static SqliteStore open(Path path, InstantSource clock) {
        return open(path, clock, CounterRules.NOTHING);
    }

    public static SqliteStore open(Path path, InstantSource clock, CounterRules counterRules) {
        SqliteFile file = SqliteFile.open(path);
        SqliteStore store;
        try {
            store = new SqliteStore(clock, counterRules, file);
        } catch (SQLException e) {
            file.close();
            throw SqliteErrors.exception(e);
        }
        store.writeFailure()
                .filter(SqliteStore::isPermanent)
                .ifPresent(
                        fault -> {
                            store.close();
                            throw fault;
                        });
        return store;
    }

    /** A full disk or one that fails may come back by itself. */
    private static boolean isPermanent(StoreException fault) {
        return fault.reason() == Reason.MISCONFIGURED || fault.reason() == Reason.DAMAGED;
    }

    @Override
    public Optional<Item> get(ItemKey itemKey, Consistency consistency) {
        Instant now = clock.instant();
        return readConnections
                .read(connection -> find(connection, itemKey))
                .filter(item -> !item.expired(now));
    }

    private static Optional<Item> find(Connection connection, ItemKey itemKey) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT pk, sk, attributes FROM item WHERE pk = ? AND sk = ?")) {
            select.setString(1, itemKey.pk());
            select.setString(2, itemKey.sk());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(item(row)) : Optional.empty();
            }
        }
    }

    @Override
    public ItemPage query(Query query) {
        boolean up = query.order() == Query.Order.ASCENDING;
        String sql =
                "SELECT pk, sk, attributes FROM item WHERE pk = ? AND sk >= ? AND sk < ? AND sk "
                        + (up ? "> ? ORDER BY sk" : "< ? ORDER BY sk DESC");
        String end = query.skPrefix() + HIGHEST;
        String after = query.after().orElse(up ? "" : end);
        return readConnections.read(
                connection -> {
                    try (PreparedStatement select = connection.prepareStatement(sql)) {
                        select.setString(1, query.pk());
                        select.setString(2, query.skPrefix());
                        select.setString(3, end);
                        select.setString(4, after);
                        return page(select, query.limit(), item -> item.key().sk());
                    }
                });
    }

    @Override
    public ItemPage index(IndexQuery query) {
        return readConnections.read(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    """
                                    SELECT pk, sk, attributes FROM item WHERE ix = ?
                                    AND (ix_at, pk, sk) > (?, ?, ?) ORDER BY ix_at, pk, sk
                                    """)) {
                        Optional<IndexPosition> after = query.after().map(IndexPosition::parse);
                        select.setString(1, query.partition());
                        select.setString(2, after.map(IndexPosition::at).orElse(""));
                        select.setString(3, after.map(place -> place.key().pk()).orElse(""));
                        select.setString(4, after.map(place -> place.key().sk()).orElse(""));
                        return page(
                                select,
                                query.limit(),
                                item -> IndexPosition.of(item).orElseThrow().cursor());
                    }
                });
    }

    private ItemPage page(PreparedStatement select, int limit, Function<Item, String> cursor)
            throws SQLException {
        Instant now = clock.instant();
        List<Item> items = new ArrayList<>();
        int bytes = 0;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                if (items.size() == limit || bytes > ItemPage.MOST_BYTES) {
                    return new ItemPage(items, Optional.of(cursor.apply(items.getLast())));
                }
                String attributes = rows.getString(3);
                Item item = item(rows.getString(1), rows.getString(2), attributes);
                if (!item.expired(now)) {
                    items.add(item);
                    bytes += attributes.length();
                }
            }
        }
        return new ItemPage(items, Optional.empty());
    }

    private static Item item(ResultSet row) throws SQLException {
        return item(row.getString(1), row.getString(2), row.getString(3));
    }

    private static Item item(String pk, String sk, String attributes) {
        return new Item(new ItemKey(pk, sk), AttributeCodec.decode(attributes));
    }

    @Override
    public WriteResult write(Write write) {
        return writeAll(List.of(write)).getFirst();
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes) {
        return writeAll(writes, Optional.empty());
    }

    /**
     * Many go a few at a time: the next are made ready while the writer is at these, and others
     * need not wait for all of them.
     */
    private List<WriteResult> writeAll(List<? extends Write> writes, Optional<Guard> guard) {
        List<WriteTask> tasks = tasks(writes);
        List<CompletableFuture<List<WriteResult>>> answers = new ArrayList<>();
        for (int from = 0; from < tasks.size(); from += MOST_AT_ONCE) {
            List<WriteTask> some = tasks.subList(from, Math.min(tasks.size(), from + MOST_AT_ONCE));
            answers.add(sqliteWriter.submit(planned(some), guard));
        }
        return answers.stream().map(SqliteWriter::await).flatMap(List::stream).toList();
    }

    /** A single one would only be looked at twice. */
    private List<WriteTask> planned(List<WriteTask> tasks) {
        return tasks.size() == 1
                ? tasks
                : readConnections.read(
                        connection -> UpdatePlanner.of(tasks, connection, clock.instant()));
    }

    @Override
    public CompletableFuture<List<WriteResult>> submitAll(List<? extends Write> writes) {
        try {
            return sqliteWriter.submit(tasks(writes), Optional.empty());
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes, Guard guard) {
        guard.requireOtherKeys(writes);
        return writeAll(writes, Optional.of(guard));
    }

    /** Durable on return, as everything is here. */
    @Override
    public void count(List<CounterIncrement> counts) {
        SqliteWriter.await(
                sqliteWriter.submit(List.of(new WriteTask.Addition(counts)), Optional.empty()));
    }

    @Override
    public ItemPage scan(int limit, Optional<String> after) {
        return readConnections.read(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    """
                                    SELECT pk, sk, attributes FROM item
                                    WHERE (pk, sk) > (?, ?) ORDER BY pk, sk
                                    """)) {
                        Optional<ItemKey> last = after.map(ItemKey::parse);
                        select.setString(1, last.map(ItemKey::pk).orElse(""));
                        select.setString(2, last.map(ItemKey::sk).orElse(""));
                        return page(select, limit, item -> item.key().cursor());
                    }
                });
    }

    private static List<WriteTask> tasks(List<? extends Write> writes) {
        return writes.stream().map(WriteTask::of).toList();
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public Optional<StoreException> writeFailure() {
        return sqliteWriter.obstacle();
    }

    @Override
    public void close() {
        sqliteWriter.close();
        SqliteErrors.translate(
                () -> {
                    readConnections.close();
                    return true;
                });
        file.close();
    }
}
