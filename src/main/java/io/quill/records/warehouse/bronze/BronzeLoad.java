package io.quill.records.warehouse.bronze;

import io.quill.records.landing.Cursor;
import io.quill.records.landing.Effort;
import io.quill.records.landing.Extent;
import io.quill.records.landing.Floor;
import io.quill.records.landing.Landed;
import io.quill.records.landing.Load;
import io.quill.records.landing.RawRecord;
import io.quill.records.warehouse.bronze.Appending.Appended;
import io.quill.records.warehouse.bronze.BronzeTable.Change;
import io.quill.records.warehouse.meta.RunBook;
import io.quill.records.warehouse.meta.SyncErrors;
import io.quill.records.warehouse.meta.SyncErrors.Origin;
import io.quill.records.warehouse.meta.SyncErrors.Rejected;
import io.quill.records.warehouse.meta.Tally;
import io.quill.records.warehouse.sql.Dialect.ColumnDef;
import io.quill.records.warehouse.sql.Loader;
import io.quill.records.warehouse.sql.Session;
import io.quill.records.warehouse.sql.Type;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** One transaction from the first record to the cursor. */
final class BronzeLoad implements Load {
    private static final int IDS = 50_000;
    private static final String LIVE = "l.change <> 'deleted'";
    private static final String DELETED = "l.change = 'deleted'";

    private final Session session;
    private final RunBook book;
    private final UUID run;
    private final BronzeTable table;
    private final Extent extent;
    private final Supplier<Instant> now;
    private final Runnable ended;
    private final Appending appending;
    private final Intake intake;
    private final Set<String> listed = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    private boolean listing;
    private long read;
    private long rejected;
    private boolean open = true;

    BronzeLoad(
            Session session,
            RunBook book,
            UUID run,
            BronzeTable table,
            Extent extent,
            Supplier<Instant> now,
            Runnable ended) {
        this.session = session;
        this.book = book;
        this.run = run;
        this.table = table;
        this.extent = extent;
        this.now = now;
        this.ended = ended;
        appending = new Appending(session, table, run);
        intake = new Intake(appending, now);
        session.run(
                session.dialect()
                        .createTemporary(
                                "listed",
                                List.of(
                                        ColumnDef.of(
                                                "source_id",
                                                session.dialect().type(new Type.Text(128))))));
    }

    @Override
    public void add(RawRecord record) {
        read++;
        if (record.sourceId().length() > 128) {
            reject(Optional.empty(), "its id is longer than 128 characters", record.json());
            return;
        }
        intake.add(record);
        if (extent instanceof Extent.Everything) {
            list(record.sourceId());
        }
    }

    @Override
    public void seen(String sourceId) {
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
    public void gone(String sourceId) {
        gone.add(sourceId);
        listed.remove(sourceId);
    }

    @Override
    public void reject(Optional<String> sourceId, String why, byte[] payload) {
        rejected++;
        intake.await();
        SyncErrors.add(
                session,
                new Origin(run, table.service(), table.entity(), "bronze"),
                new Rejected(
                        sourceId.orElse(null), why, new String(payload, StandardCharsets.UTF_8)),
                now.get());
    }

    private void flushListed() {
        intake.await();
        try (Loader rows =
                session.load(session.dialect().temporary("listed"), List.of("source_id"))) {
            listed.forEach(rows::row);
        }
        listed.clear();
    }

    @Override
    public Landed commit(Optional<Cursor> cursor, Effort effort) {
        Appended taken = intake.finish();
        flushListed();
        Optional<String> objection = Optional.empty();
        long deleted = 0;
        long revived = 0;
        if (listing) {
            String ids = "IN (SELECT source_id FROM " + session.dialect().temporary("listed") + ")";
            revived = mark(ids, DELETED, Change.RESTORED);
            if (extent instanceof Extent.Everything(Floor floor)) {
                objection = objection(floor);
                deleted = objection.isPresent() ? 0 : mark("NOT " + ids, LIVE, Change.DELETED);
            }
        } else if (extent instanceof Extent.Everything(Floor floor)) {
            objection = objection(floor);
        }
        deleted += buried();
        cursor.ifPresent(this::save);
        session.grew(table.name(), List.of("id", "source_id"), taken.appended());
        Landed landed =
                new Landed(
                        read,
                        taken.appended() + revived,
                        taken.unchanged(),
                        deleted,
                        taken.restored() + revived,
                        rejected,
                        objection);
        book.succeed(session, run, tally(landed, effort, cursor));
        session.commit();
        book.done(run);
        end();
        return landed;
    }

    private long mark(String ids, String condition, Change change) {
        return appending.mark(ids, condition, change, now.get());
    }

    private Optional<String> objection(Floor floor) {
        long live =
                session.number(
                        "SELECT count(*) FROM " + table.latest() + " WHERE change <> 'deleted'");
        long seen =
                session.number(
                        "SELECT count(DISTINCT source_id) FROM "
                                + session.dialect().temporary("listed"));
        return floor.objection(seen, live);
    }

    private long buried() {
        if (gone.isEmpty()) {
            return 0;
        }
        session.run(
                session.dialect()
                        .createTemporary(
                                "gone",
                                List.of(
                                        ColumnDef.of(
                                                "source_id",
                                                session.dialect().type(new Type.Text(128))))));
        String ids = session.dialect().temporary("gone");
        try (Loader rows = session.load(ids, List.of("source_id"))) {
            gone.forEach(rows::row);
        }
        return mark("IN (SELECT source_id FROM " + ids + ")", LIVE, Change.DELETED);
    }

    private void save(Cursor cursor) {
        session.update(
                "DELETE FROM meta.cursors WHERE source_name = ? AND entity = ?",
                table.service(),
                table.entity());
        session.update(
                "INSERT INTO meta.cursors (source_name, entity, cursor_text, sync_run_id, saved_at)"
                        + " VALUES (?, ?, ?, ?, ?)",
                table.service(),
                table.entity(),
                cursor.text(),
                run.toString(),
                now.get());
    }

    private static Tally tally(Landed landed, Effort effort, Optional<Cursor> cursor) {
        return new Tally(
                landed.read(),
                landed.appended(),
                landed.unchanged(),
                landed.deleted(),
                landed.rejected(),
                effort,
                cursor.map(Cursor::text),
                landed.floor().map(why -> "nothing was deleted: " + why));
    }

    @Override
    public void fail(String why, Effort effort) {
        if (!open) {
            return;
        }
        end();
        book.fail(run, why, Tally.of(read, 0, 0, 0).with(effort));
    }

    @Override
    public void close() {
        if (open) {
            fail("it was broken off", Effort.NONE);
        }
    }

    private void end() {
        open = false;
        intake.close();
        session.close();
        ended.run();
    }
}
