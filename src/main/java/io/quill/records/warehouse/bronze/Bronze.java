package io.quill.records.warehouse.bronze;

import io.quill.records.landing.Cursor;
import io.quill.records.landing.ExtractedField;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.Trigger;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.meta.SyncRunLog;
import io.quill.records.warehouse.meta.SyncRunLog.Layer;
import io.quill.records.warehouse.meta.SyncRunLog.Subject;
import io.quill.records.warehouse.sql.Database;
import io.quill.records.warehouse.sql.Dialect;
import io.quill.records.warehouse.sql.SqlSession;

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

/** Bronze layer of one tenant. */
public final class Bronze {
    private final Database database;
    private final SyncRunLog book;
    private final InstantSource clock;
    private final Set<String> loading = ConcurrentHashMap.newKeySet();
    private final Map<String, BronzeTable> known = new ConcurrentHashMap<>();

    public Bronze(Database database, SyncRunLog book, InstantSource clock) {
        this.database = database;
        this.book = book;
        this.clock = clock;
    }

    public Optional<Cursor> cursor(Feed feed) {
        return database.inTransaction(
                sqlSession ->
                        sqlSession.first(
                                "SELECT cursor_text FROM meta.cursors"
                                        + " WHERE source_name = ? AND entity = ?",
                                row -> new Cursor(row.getString(1)),
                                feed.service(),
                                feed.entity()));
    }

    public void latest(Feed feed, Consumer<RawRecord> each) {
        BronzeTable table = known(feed);
        database.inTransaction(
                sqlSession -> {
                    sqlSession.each(
                            "SELECT source_id, raw_json, source_changed_at FROM "
                                    + table.latest()
                                    + " WHERE change <> 'deleted'",
                            row ->
                                    each.accept(
                                            new RawRecord(
                                                    row.getString(1),
                                                    row.getString(2)
                                                            .getBytes(StandardCharsets.UTF_8),
                                                    SqlSession.instant(row, "source_changed_at"))));
                    return table;
                });
    }

    public Load open(
            Feed feed,
            List<ExtractedField> columns,
            UUID parent,
            LoadScope loadScope,
            Trigger trigger) {
        BronzeTable table = known(BronzeTable.of(feed, columns));
        if (!loading.add(table.name())) {
            throw new WarehouseException(feed + " is being loaded; wait until that run has ended");
        }
        boolean opened = false;
        try {
            Load load = begin(feed, table, parent, loadScope, trigger);
            opened = true;
            return load;
        } finally {
            if (!opened) {
                loading.remove(table.name());
            }
        }
    }

    private Load begin(
            Feed feed, BronzeTable table, UUID parent, LoadScope loadScope, Trigger trigger) {
        SqlSession sqlSession = database.session();
        database.dialect().lock(table.name()).ifPresent(sqlSession::run);
        UUID run =
                book.begin(
                        new Subject(feed.service(), feed.entity(), Layer.BRONZE),
                        parent,
                        trigger,
                        cursor(feed).map(Cursor::text).orElse(null));
        return new BronzeLoad(
                sqlSession,
                book,
                run,
                table,
                loadScope,
                this::now,
                () -> loading.remove(table.name()));
    }

    /** Makes the table when a feed is met for the first time. */
    public BronzeTable known(Feed feed) {
        return known(BronzeTable.of(feed, List.of()));
    }

    private BronzeTable known(BronzeTable wanted) {
        BronzeTable table = known.get(wanted.name());
        if (table == null || !table.extracted().containsAll(wanted.extracted())) {
            table =
                    database.inExclusiveTransaction(
                            wanted.name(), sqlSession -> createTable(sqlSession, wanted));
            known.put(table.name(), table);
        }
        return table;
    }

    private BronzeTable createTable(SqlSession sqlSession, BronzeTable wanted) {
        Dialect dialect = database.dialect();
        sqlSession.run(wanted.create(dialect));
        List<String> there =
                sqlSession.list(
                        "SELECT column_name FROM information_schema.columns"
                                + " WHERE table_schema = 'bronze' AND table_name = ?"
                                + " ORDER BY ordinal_position",
                        row -> row.getString(1),
                        wanted.stem());
        List<ExtractedField> missing =
                wanted.extracted().stream().filter(each -> !there.contains(each.name())).toList();
        sqlSession.run(wanted.add(dialect, missing));
        BronzeTable whole = wanted.with(there);
        sqlSession.run(whole.createLatestView(dialect));
        return whole;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
