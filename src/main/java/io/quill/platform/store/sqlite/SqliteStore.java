package io.quill.platform.store.sqlite;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.Count;
import io.quill.platform.store.Counting;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.IndexPlace;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
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

/** One file that this process alone has open. What a call has answered is on the disk. */
public final class SqliteStore implements DataStore {
    private static final int MOST_AT_ONCE = 2_500;

    /** Sorts behind everything that starts with what it is put after. */
    private static final String HIGHEST = Character.toString(Character.MAX_CODE_POINT);

    private final InstantSource clock;
    private final SqliteFile file;
    private final Readers readers;
    private final Writer writer;

    private SqliteStore(InstantSource clock, Counting counting, SqliteFile file)
            throws SQLException {
        this.clock = clock;
        this.file = file;
        this.readers = new Readers(file);
        this.writer = new Writer(new WriterConnection(file, readers, clock, counting));
    }

    public static SqliteStore open(Path path, InstantSource clock) {
        return open(path, clock, Counting.NOTHING);
    }

    public static SqliteStore open(Path path, InstantSource clock, Counting counting) {
        SqliteFile file = SqliteFile.open(path);
        SqliteStore store;
        try {
            store = new SqliteStore(clock, counting, file);
        } catch (SQLException e) {
            file.close();
            throw Faults.told(e);
        }
        store.obstacle()
                .filter(SqliteStore::needsAPerson)
                .ifPresent(
                        fault -> {
                            store.close();
                            throw fault;
                        });
        return store;
    }

    /** A full disk or one that fails may come back by itself. */
    private static boolean needsAPerson(StoreException fault) {
        return fault.reason() == Reason.MISCONFIGURED || fault.reason() == Reason.DAMAGED;
    }

    @Override
    public Optional<Item> get(Key key, Consistency consistency) {
        Instant now = clock.instant();
        return readers.read(connection -> find(connection, key)).filter(item -> !item.expired(now));
    }

    private static Optional<Item> find(Connection connection, Key key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT pk, sk, attributes FROM item WHERE pk = ? AND sk = ?")) {
            select.setString(1, key.pk());
            select.setString(2, key.sk());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(item(row)) : Optional.empty();
            }
        }
    }

    @Override
    public Page query(Query query) {
        boolean up = query.order() == Query.Order.ASCENDING;
        String sql =
                "SELECT pk, sk, attributes FROM item WHERE pk = ? AND sk >= ? AND sk < ? AND sk "
                        + (up ? "> ? ORDER BY sk" : "< ? ORDER BY sk DESC");
        String end = query.skPrefix() + HIGHEST;
        String after = query.after().orElse(up ? "" : end);
        return readers.read(
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
    public Page index(IndexQuery query) {
        return readers.read(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    """
                                    SELECT pk, sk, attributes FROM item WHERE ix = ?
                                    AND (ix_at, pk, sk) > (?, ?, ?) ORDER BY ix_at, pk, sk
                                    """)) {
                        Optional<IndexPlace> after = query.after().map(IndexPlace::parse);
                        select.setString(1, query.partition());
                        select.setString(2, after.map(IndexPlace::at).orElse(""));
                        select.setString(3, after.map(place -> place.key().pk()).orElse(""));
                        select.setString(4, after.map(place -> place.key().sk()).orElse(""));
                        return page(
                                select,
                                query.limit(),
                                item -> IndexPlace.of(item).orElseThrow().cursor());
                    }
                });
    }

    private Page page(PreparedStatement select, int limit, Function<Item, String> cursor)
            throws SQLException {
        Instant now = clock.instant();
        List<Item> items = new ArrayList<>();
        int bytes = 0;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                if (items.size() == limit || bytes > Page.MOST_BYTES) {
                    return new Page(items, Optional.of(cursor.apply(items.getLast())));
                }
                String attributes = rows.getString(3);
                Item item = item(rows.getString(1), rows.getString(2), attributes);
                if (!item.expired(now)) {
                    items.add(item);
                    bytes += attributes.length();
                }
            }
        }
        return new Page(items, Optional.empty());
    }

    private static Item item(ResultSet row) throws SQLException {
        return item(row.getString(1), row.getString(2), row.getString(3));
    }

    private static Item item(String pk, String sk, String attributes) {
        return new Item(new Key(pk, sk), AttributeCodec.decode(attributes));
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
        List<Task> tasks = tasks(writes);
        List<CompletableFuture<List<WriteResult>>> answers = new ArrayList<>();
        for (int from = 0; from < tasks.size(); from += MOST_AT_ONCE) {
            List<Task> some = tasks.subList(from, Math.min(tasks.size(), from + MOST_AT_ONCE));
            answers.add(writer.submit(foreseen(some), guard));
        }
        return answers.stream().map(Writer::await).flatMap(List::stream).toList();
    }

    /** A single one would only be looked at twice. */
    private List<Task> foreseen(List<Task> tasks) {
        return tasks.size() == 1
                ? tasks
                : readers.read(connection -> Foresight.of(tasks, connection, clock.instant()));
    }

    @Override
    public CompletableFuture<List<WriteResult>> submitAll(List<? extends Write> writes) {
        try {
            return writer.submit(tasks(writes), Optional.empty());
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes, Guard guard) {
        guard.mustStandApartFrom(writes);
        return writeAll(writes, Optional.of(guard));
    }

    /** Durable on return, as everything is here. */
    @Override
    public void count(List<Count> counts) {
        Writer.await(writer.submit(List.of(new Task.Addition(counts)), Optional.empty()));
    }

    @Override
    public Page scan(int limit, Optional<String> after) {
        return readers.read(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    """
                                    SELECT pk, sk, attributes FROM item
                                    WHERE (pk, sk) > (?, ?) ORDER BY pk, sk
                                    """)) {
                        Optional<Key> last = after.map(Key::parse);
                        select.setString(1, last.map(Key::pk).orElse(""));
                        select.setString(2, last.map(Key::sk).orElse(""));
                        return page(select, limit, item -> item.key().cursor());
                    }
                });
    }

    private static List<Task> tasks(List<? extends Write> writes) {
        return writes.stream().map(Task::of).toList();
    }

    @Override
    public boolean exclusive() {
        return true;
    }

    @Override
    public Optional<StoreException> obstacle() {
        return writer.obstacle();
    }

    @Override
    public void close() {
        writer.close();
        Faults.translate(
                () -> {
                    readers.close();
                    return true;
                });
        file.close();
    }
}
