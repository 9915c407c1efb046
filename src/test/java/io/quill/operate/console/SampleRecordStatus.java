package io.quill.operate.console;

import io.quill.operate.console.view.RecordStatus;
import io.quill.records.warehouse.Warehouse.Table;
import io.quill.records.warehouse.meta.SyncAlert;
import io.quill.records.warehouse.meta.SyncRun;
import io.quill.records.warehouse.meta.SyncRunLog.Layer;
import io.quill.records.warehouse.meta.SyncRunLog.Pace;
import io.quill.records.warehouse.meta.SyncRunLog.Subject;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A tenant with a stale feed, and one whose warehouse is locked. */
final class SampleRecordStatus implements RecordStatus {
    private static final Subject BOOKINGS = new Subject("nexudus", "bookings", Layer.BRONZE);
    private static final Subject SPACES = new Subject("core", "space", Layer.CORE);

    @Override
    public List<Estate> estates() {
        return List.of(
                new Estate.Open(
                        "main",
                        List.of(
                                feed(BOOKINGS, Duration.ofHours(31), SyncRun.Status.FAILED),
                                feed(SPACES, Duration.ofMinutes(12), SyncRun.Status.SUCCESS)),
                        List.of(
                                new SyncAlert.Failed(
                                        BOOKINGS, SampleConsole.NOW, "503 from /api/bookings"),
                                new SyncAlert.Stale(BOOKINGS, Duration.ofHours(31)))),
                new Estate.Shut("north", "The database is open in another process."));
    }

    @Override
    public Optional<List<Table>> tables(String tenant) {
        return tenant.equals("main")
                ? Optional.of(
                        List.of(
                                new Table("bronze", "nexudus_bookings", 12_904, 12_904),
                                new Table("core", "space", 31, 29)))
                : Optional.empty();
    }

    private static Feed feed(Subject subject, Duration ago, SyncRun.Status status) {
        Instant then = SampleConsole.NOW.minus(ago);
        return new Feed(
                new Pace(subject, Optional.of(then), then),
                Optional.of(
                        new SyncRun(
                                new UUID(0, 1),
                                new UUID(0, 2),
                                subject,
                                status,
                                "schedule",
                                then,
                                Optional.of(then.plusSeconds(13)),
                                new SyncRun.Rows(139, 139, 0, 0, 2),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
    }
}
