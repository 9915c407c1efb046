package io.quill.records.warehouse.bronze;

import io.quill.records.landing.Cursor;
import io.quill.records.landing.DeletionThreshold;
import io.quill.records.landing.Load;
import io.quill.records.landing.LoadResult;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RawRecord;
import io.quill.records.landing.RequestStatistics;
import io.quill.records.landing.WarehouseLayers.Refined;
import io.quill.records.warehouse.bronze.BronzeAppender.Appended;
import io.quill.records.warehouse.bronze.BronzeTable.Change;
import io.quill.records.warehouse.meta.SyncErrors;
import io.quill.records.warehouse.meta.SyncErrors.Origin;
import io.quill.records.warehouse.meta.SyncErrors.Rejected;
import io.quill.records.warehouse.meta.SyncRunCounts;
import io.quill.records.warehouse.meta.SyncRunLog;
import io.quill.records.warehouse.sql.BulkLoader;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.SqlSession;
import io.quill.records.warehouse.sql.SqlType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Load as one transaction, from the first record to the cursor. */
final class BronzeLoad implements Load {
    private static final int IDS = 50_000;
    private static final String LIVE = "l.change <> 'deleted'";
    private static final String DELETED = "l.change = 'deleted'";

    private final SqlSession sqlSession;
    private final SyncRunLog book;
    private final UUID run;
    private final BronzeTable table;
    private final LoadScope loadScope;
    private final Supplier<Instant> now;
    private final Runnable ended;
    private final BronzeAppender bronzeAppender;
    private final ChunkPipeline chunkPipeline;
    private final Set<String> listed = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private boolean listing;
    private long read;
    private long rejected;
    private boolean open = true;

    BronzeLoad(
            SqlSession sqlSession,
            SyncRunLog book,
            UUID run,
            BronzeTable table,
            LoadScope loadScope,
            Supplier<Instant> now,
            Runnable ended) {
        this.sqlSession = sqlSession;
        this.book = book;
        this.run = run;
        this.table = table;
        this.loadScope = loadScope;
        this.now = now;
        this.ended = ended;
        bronzeAppender = new BronzeAppender(sqlSession, table, run);
        chunkPipeline = new ChunkPipeline(bronzeAppender, now);
        sqlSession.run(
                sqlSession
                        .dialect()
                        .createTemporary(
                                "listed",
                                List.of(
                                        ColumnDef.of(
                                                "source_id",
                                                sqlSession
                                                        .dialect()
                                                        .type(new SqlType.Text(128))))));
    }

    @Override
    public void add(RawRecord record) {
        read++;
        if (record.sourceId().length() > 128) {
            reject(Optional.empty(), "its id is longer than 128 characters", record.json());
            return;
        }
        chunkPipeline.add(record);
        if (loadScope instanceof LoadScope.Everything) {
            list(record.sourceId());
        }
    }

    @Override
    public void markSeen(String sourceId) {
        list(sourceId);
    }

    private void list(String sourceId) {
        listing = true;
        listed.add(sourceId);
        if (listed.size() >= IDS) {
            flushListed();
        }
    }

    @Override
    public void markDeleted(String sourceId) {
        gone.add(sourceId);
        listed.remove(sourceId);
    }

    @Override
    public void reject(Optional<String> sourceId, String why, byte[] payload) {
        rejected++;
        chunkPipeline.await();
        SyncErrors.add(
                sqlSession,
                new Origin(run, table.service(), table.entity(), "bronze"),
                new Rejected(
                        sourceId.orElse(null), why, new String(payload, StandardCharsets.UTF_8)),
                now.get());
    }

    private void flushListed() {
        chunkPipeline.await();
        try (BulkLoader rows =
                sqlSession.load(sqlSession.dialect().temporary("listed"), List.of("source_id"))) {
            listed.forEach(rows::row);
        }
        listed.clear();
    }

    @Override
    public LoadResult commit(Optional<Cursor> cursor, RequestStatistics requestStatistics) {
        Appended taken = chunkPipeline.finish();
        flushListed();
        Optional<String> objection = Optional.empty();
        long deleted = 0;
        long revived = 0;
        if (listing) {
            String ids =
                    "IN (SELECT source_id FROM " + sqlSession.dialect().temporary("listed") + ")";
            revived = appendChange(ids, DELETED, Change.RESTORED);
            if (loadScope instanceof LoadScope.Everything(DeletionThreshold deletionThreshold)) {
                objection = objection(deletionThreshold);
                deleted =
                        objection.isPresent()
                                ? 0
                                : appendChange("NOT " + ids, LIVE, Change.DELETED);
            }
        } else if (loadScope instanceof LoadScope.Everything(DeletionThreshold deletionThreshold)) {
            objection = objection(deletionThreshold);
        }
        deleted += appendDeletions();
        cursor.ifPresent(this::save);
        sqlSession.analyzeIfLarge(table.name(), List.of("id", "source_id"), taken.appended());
        LoadResult loadResult =
                new LoadResult(
                        read,
                        taken.appended() + revived,
                        taken.unchanged(),
                        deleted,
                        taken.restored() + revived,
                        rejected,
                        objection);
        book.succeed(sqlSession, run, tally(loadResult, requestStatistics, cursor));
        sqlSession.commit();
        book.release(run);
        end();
        return loadResult;
    }

    private long appendChange(String ids, String condition, Change change) {
        return bronzeAppender.appendChange(ids, condition, change, now.get());
    }

    private Optional<String> objection(DeletionThreshold deletionThreshold) {
        long live =
                sqlSession.number(
                        "SELECT count(*) FROM " + table.latest() + " WHERE change <> 'deleted'");
        long seen =
                sqlSession.number(
                        "SELECT count(DISTINCT source_id) FROM "
                                + sqlSession.dialect().temporary("listed"));
        return deletionThreshold.objection(seen, live);
    }

    private long appendDeletions() {
        if (gone.isEmpty()) {
            return 0;
        }
        sqlSession.run(
                sqlSession
                        .dialect()
                        .createTemporary(
                                "gone",
                                List.of(
                                        ColumnDef.of(
                                                "source_id",
                                                sqlSession
                                                        .dialect()
                                                        .type(new SqlType.Text(128))))));
        String ids = sqlSession.dialect().temporary("gone");
        try (BulkLoader rows = sqlSession.load(ids, List.of("source_id"))) {
            gone.forEach(rows::row);
        }
        return appendChange("IN (SELECT source_id FROM " + ids + ")", LIVE, Change.DELETED);
    }

    private void save(Cursor cursor) {
        sqlSession.update(
                "DELETE FROM meta.cursors WHERE source_name = ? AND entity = ?",
                table.service(),
                table.entity());
        sqlSession.update(
                "INSERT INTO meta.cursors (source_name, entity, cursor_text, sync_run_id, saved_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                table.service(),
                table.entity(),
                cursor.text(),
                run.toString(),
                now.get());
    }

    private static SyncRunCounts tally(
            LoadResult loadResult, RequestStatistics requestStatistics, Optional<Cursor> cursor) {
        return new SyncRunCounts(
                loadResult.read(),
                loadResult.appended(),
                loadResult.unchanged(),
                loadResult.deleted(),
                loadResult.rejected(),
                requestStatistics,
                cursor.map(Cursor::text),
                loadResult.deletionObjection().map(why -> "nothing was deleted: " + why));
    }

    @Override
    public void fail(String why, RequestStatistics requestStatistics) {
        if (!open) {
            return;
        }
        end();
        book.fail(run, why, SyncRunCounts.of(new Refined(read, 0, 0, 0), requestStatistics));
    }

    @Override
    public void close() {
        if (open) {
            fail("it was broken off", RequestStatistics.NONE);
        }
    }

    private void end() {
        open = false;
        chunkPipeline.close();
        sqlSession.close();
        ended.run();
    }
}
