package io.quill.operate.console;

import io.quill.operate.console.view.Records;
import io.quill.records.landing.Inspection.Table;
import io.quill.records.warehouse.meta.Alert;
import io.quill.records.warehouse.meta.Run;
import io.quill.records.warehouse.meta.RunBook.Layer;
import io.quill.records.warehouse.meta.RunBook.Pace;
import io.quill.records.warehouse.meta.RunBook.Subject;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A tenant with a stale feed, and one whose warehouse is locked. */
final class TownRecords implements Records {
    private static final Subject BOOKINGS = new Subject("nexudus", "bookings", Layer.BRONZE);
    private static final Subject SPACES = new Subject("core", "space", Layer.CORE);

    @Override
    public List<Estate> estates() {
        return List.of(
                new Estate.Open(
                        "main",
                        List.of(
                                feed(BOOKINGS, Duration.ofHours(31), Run.Status.FAILED),
                                feed(SPACES, Duration.ofMinutes(12), Run.Status.SUCCESS)),
                        List.of(
                                new Alert.Failed(BOOKINGS, Town.NOW, "503 from /api/bookings"),
                                new Alert.Stale(BOOKINGS, Duration.ofHours(31)))),
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

    private static Feed feed(Subject subject, Duration ago, Run.Status status) {
        Instant then = Town.NOW.minus(ago);
        return new Feed(
                new Pace(subject, Optional.of(then), then),
                Optional.of(
                        new Run(
                                new UUID(0, 1),
                                new UUID(0, 2),
                                subject,
                                status,
                                "schedule",
                                then,
                                Optional.of(then.plusSeconds(13)),
                                new Run.Rows(139, 139, 0, 0, 2),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
    }
}
