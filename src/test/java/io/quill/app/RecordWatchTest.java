package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.operate.console.view.Trouble;
import io.quill.operate.problem.Concern;
import io.quill.platform.metrics.Telemetry;
import io.quill.platform.store.SettableClock;
import io.quill.records.landing.Effort;
import io.quill.records.landing.Extent;
import io.quill.records.landing.Feed;
import io.quill.records.landing.Floor;
import io.quill.records.landing.Trigger;
import io.quill.records.warehouse.Place;
import io.quill.records.warehouse.Warehouse;
import io.quill.records.warehouse.sql.Database.Share;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a person hears of records. */
class RecordWatchTest {
    @TempDir private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final Telemetry telemetry = new Telemetry();
    private Warehouse warehouse;
    private RecordWatch watch;

    @BeforeEach
    void open() {
        Place place = Place.of(new Place.Kind.Files(directory, new Share(64, 1)));
        warehouse = new Warehouse(place, "test", clock);
        watch = new RecordWatch(warehouse, List.of("acme"), telemetry);
    }

    @AfterEach
    void close() {
        warehouse.close();
        telemetry.close();
    }

    private void fails(String entity) {
        warehouse
                .open(
                        new Feed("acme", "nexudus", entity),
                        UUID.randomUUID(),
                        new Extent.Everything(new Floor(1, 0.5)),
                        Trigger.CRON)
                .fail("503 from /api/" + entity, Effort.NONE);
    }

    private List<Concern> concerns() {
        watch.look();
        return watch.concerns();
    }

    @Test
    void knowsNothingBeforeItLooked() {
        fails("bookings");

        assertThat(watch.concerns()).isEmpty();
    }

    @Test
    void hasNoConcernWhileNothingIsWrong() {
        assertThat(concerns()).isEmpty();
    }

    @Test
    void saysWhoseRecordsFailedAndWhy() {
        fails("bookings");

        assertThat(concerns())
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo("records that failed"))
                .satisfies(
                        it ->
                                assertThat(it.words())
                                        .startsWith("acme: nexudus/bookings bronze failed at")
                                        .endsWith("503 from /api/bookings."));
    }

    @Test
    void makesOneConcernOfManyFailures() {
        List.of("bookings", "contracts", "coworkers", "products", "teams").forEach(this::fails);

        assertThat(concerns())
                .singleElement()
                .satisfies(it -> assertThat(it.words()).endsWith("; and 2 more, on the console."));
    }

    @Test
    void saysThatRecordsAreStale() {
        fails("bookings");
        clock.advance(Duration.ofHours(31));

        assertThat(concerns())
                .extracting(Concern::name)
                .containsExactlyInAnyOrder("records that failed", "stale records");
    }

    @Test
    void saysThatAWarehouseCannotBeRead() {
        RecordWatch odd = new RecordWatch(warehouse, List.of("No Tenant"), telemetry);
        odd.look();

        assertThat(odd.concerns())
                .singleElement()
                .satisfies(it -> assertThat(it.words()).contains("is no tenant"));
    }

    @Test
    void leadsFromTheConsoleToTheRecords() {
        fails("bookings");

        assertThat(concerns())
                .map(Worries::of)
                .flatExtracting(trouble -> trouble.remedy().stream().toList())
                .extracting(Trouble.Remedy::label)
                .containsExactly("See the records");
        assertThat(Worries.of(new Concern("no events in working hours", "For 2 h.")).remedy())
                .isEqualTo(Optional.empty());
    }
}
