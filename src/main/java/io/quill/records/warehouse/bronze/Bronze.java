package io.quill.records.warehouse.bronze;

import io.quill.records.landing.Column;
import io.quill.records.landing.Cursor;
import io.quill.records.landing.Extent;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.meta.RunBook;
import io.quill.records.warehouse.meta.RunBook.Layer;
import io.quill.records.warehouse.meta.RunBook.Subject;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.Session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Where the records of one tenant land. */
public final class Bronze {
    private final Database database;
    private final RunBook book;
    private final InstantSource clock;
    private final Set<String> loading = ConcurrentHashMap.newKeySet();
    private final Map<String, BronzeTable> known = new ConcurrentHashMap<>();

    public Bronze(Database database, RunBook book, InstantSource clock) {
        this.database = database;
        this.book = book;
        this.clock = clock;
    }

    public Optional<Cursor> cursor(Feed feed) {
        return database.inTransaction(
                session ->
                        session.first(
                                "SELECT cursor_text FROM meta.cursors"
                                        + " WHERE source_name = ? AND entity = ?",
                                row -> new Cursor(row.getString(1)),
                                feed.service(),
                                feed.entity()));
    }

    public void latest(Feed feed, Consumer<RawRecord> each) {
        BronzeTable table = known(feed);
        database.inTransaction(
                session -> {
                    session.each(
                            "SELECT source_id, raw_json, source_changed_at FROM "
                                    + table.latest()
                                    + " WHERE change <> 'deleted'",
                            row ->
                                    each.accept(
                                            new RawRecord(
                                                    row.getString(1),
                                                    row.getString(2)
                                                            .getBytes(StandardCharsets.UTF_8),
                                                    Session.instant(row, "source_changed_at"))));
                    return table;
                });
    }

    public Load open(Feed feed, List<Column> columns, UUID parent, Extent extent, Trigger trigger) {
        BronzeTable table = known(BronzeTable.of(feed, columns));
        if (!loading.add(table.name())) {
            throw new WarehouseException(feed + " is being loaded; wait until that run has ended");
        }
        boolean opened = false;
        try {
            Load load = begin(feed, table, parent, extent, trigger);
            opened = true;
            return load;
        } finally {
            if (!opened) {
                loading.remove(table.name());
            }
        }
    }

    private Load begin(Feed feed, BronzeTable table, UUID parent, Extent extent, Trigger trigger) {
        Session session = database.session();
        database.dialect().lock(table.name()).ifPresent(session::run);
        UUID run =
                book.begin(
                        new Subject(feed.service(), feed.entity(), Layer.BRONZE),
                        parent,
                        trigger,
                        cursor(feed).map(Cursor::text).orElse(null));
        return new BronzeLoad(
                session, book, run, table, extent, this::now, () -> loading.remove(table.name()));
    }

    /** Makes the table when a feed is met for the first time. */
    public BronzeTable known(Feed feed) {
        return known(BronzeTable.of(feed, List.of()));
    }

    private BronzeTable known(BronzeTable wanted) {
        BronzeTable table = known.get(wanted.name());
        if (table == null || !table.beside().containsAll(wanted.beside())) {
            table = database.alone(wanted.name(), session -> made(session, wanted));
            known.put(table.name(), table);
        }
        return table;
    }

    private BronzeTable made(Session session, BronzeTable wanted) {
        Dialect dialect = database.dialect();
        session.run(wanted.create(dialect));
        List<String> there =
                session.list(
                        "SELECT column_name FROM information_schema.columns"
                                + " WHERE table_schema = 'bronze' AND table_name = ?"
                                + " ORDER BY ordinal_position",
                        row -> row.getString(1),
                        wanted.stem());
        List<Beside> missing =
                wanted.beside().stream().filter(each -> !there.contains(each.name())).toList();
        session.run(wanted.add(dialect, missing));
        BronzeTable whole = wanted.with(there);
        session.run(whole.show(dialect));
        return whole;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
