package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.operate.console.view.ConsoleProblem;
import io.quill.operate.problem.ActiveProblem;
import io.quill.platform.metrics.Telemetry;
import io.quill.platform.store.SettableClock;
import io.quill.records.landing.DeletionThreshold;
import io.quill.records.landing.Feed;
import io.quill.records.landing.LoadScope;
import io.quill.records.landing.RequestStatistics;
import io.quill.records.landing.Trigger;
import io.quill.records.warehouse.Warehouse;
import io.quill.records.warehouse.WarehouseConfig;
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
class WarehouseMonitorTest {
    @TempDir private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final Telemetry telemetry = new Telemetry();
    private Warehouse warehouse;
    private WarehouseMonitor watch;

    @BeforeEach
    void open() {
        WarehouseConfig warehouseConfig =
                WarehouseConfig.of(new WarehouseConfig.Kind.Files(directory, new Share(64, 1)));
        warehouse = new Warehouse(warehouseConfig, "test", clock);
        watch = new WarehouseMonitor(warehouse, List.of("acme"), telemetry);
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
                        new LoadScope.Everything(new DeletionThreshold(1, 0.5)),
                        Trigger.CRON)
                .fail("503 from /api/" + entity, RequestStatistics.NONE);
    }

    private List<ActiveProblem> concerns() {
        watch.refresh();
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
                .extracting(ActiveProblem::name)
                .containsExactlyInAnyOrder("records that failed", "stale records");
    }

    @Test
    void saysThatAWarehouseCannotBeRead() {
        WarehouseMonitor odd = new WarehouseMonitor(warehouse, List.of("No Tenant"), telemetry);
        odd.refresh();

        assertThat(odd.concerns())
                .singleElement()
                .satisfies(it -> assertThat(it.words()).contains("is no tenant"));
    }

    @Test
    void leadsFromTheConsoleToTheRecords() {
        fails("bookings");

        assertThat(concerns())
                .map(ProblemPresenter::of)
                .flatExtracting(consoleProblem -> consoleProblem.remedy().stream().toList())
                .extracting(ConsoleProblem.Remedy::label)
                .containsExactly("See the records");
        assertThat(
                        ProblemPresenter.of(
                                        new ActiveProblem("no events in working hours", "For 2 h."))
                                .remedy())
                .isEqualTo(Optional.empty());
    }
}
