package io.quill.events.dimension.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.WantedRowsVersion;
import io.quill.events.dimension.date.DateHandler;
import io.quill.events.dimension.goal.GoalHandler;
import io.quill.events.dimension.sync.DimensionSyncService.Members;
import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.ProcessKilledException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** It is 1 March 2026. */
class DimensionSyncServiceTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final SyncRequest ANN = SyncRequest.by("ann", "10.0.0.1");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final WantedRows wanted = new WantedRows(store);
    private final DimensionSyncService dimensionSyncService = syncs(store);

    private DimensionSyncService syncs(DataStore on) {
        WantedRows rows = new WantedRows(on);
        return new DimensionSyncService(
                on,
                rows,
                clock,
                () -> new Members.Reading.Fault("Aloware is away"),
                List.of(new GoalHandler(rows, clock, UTC), new DateHandler(clock, UTC)));
    }

    private static String march(int version, int calls) {
        return """
               {"month":"2026-03","version":%d,
                "metrics":[{"metricId":"CALLS","goal":%d,"yellowFloorPct":0.85}]}"""
                .formatted(version, calls);
    }

    private SyncOutcome goals(String payload, Option... options) {
        return dimensionSyncService.sync(
                Subject.GOALS, payload, SyncRequest.by("ann", "10.0.0.1", options));
    }

    private String marchRow() {
        return wanted.row(Dimension.GOAL, "calls#2026-03#").orElse("");
    }

    @Nested
    class TakesAPayload {
        @Test
        void asAVersionThatTellsWhereItCameFrom() {
            SyncOutcome syncOutcome = goals(march(1, 60));

            assertThat(syncOutcome).isInstanceOf(SyncOutcome.Accepted.class);
            Version version = dimensionSyncService.versions(Subject.GOALS).getFirst();
            assertThat(version)
                    .usingRecursiveComparison()
                    .ignoringFields("counts", "hash")
                    .isEqualTo(
                            new Version(
                                    Subject.GOALS,
                                    1,
                                    clock.instant(),
                                    "ann",
                                    "10.0.0.1",
                                    new Version.Origin.Sync(),
                                    "2026-03 version 1",
                                    Optional.empty(),
                                    "",
                                    march(1, 60).length(),
                                    new Delta.Counts(0, 0, 0, 0),
                                    Version.Stage.APPLIED));
            assertThat(version.hash())
                    .hasSize(64)
                    .isEqualTo(((SyncOutcome.Accepted) syncOutcome).version().hash());
            assertThat(dimensionSyncService.payload(Subject.GOALS, 1)).contains(march(1, 60));
            assertThat(marchRow()).contains("\"Goal\":60");
        }

        @Test
        void andShowsFirstWhatItWouldChange() {
            goals(march(1, 60));

            SyncOutcome rehearsed = goals(march(2, 70), Option.DRY_RUN);

            assertThat(rehearsed)
                    .isInstanceOfSatisfying(
                            SyncOutcome.Rehearsed.class,
                            it ->
                                    assertThat(it.delta().changes())
                                            .extracting(RowChange::key)
                                            .containsExactly("calls", "calls#2026-03#"));
            assertThat(dimensionSyncService.versions(Subject.GOALS)).hasSize(1);
            assertThat(marchRow()).contains("\"Goal\":60");
        }

        @Test
        void howeverLargeItIs() {
            Random random = new Random(7);
            String agents =
                    IntStream.range(0, 12_000)
                            .mapToObj(
                                    i ->
                                            "{\"agentId\":\"%016x%016x\",\"goal\":%d}"
                                                    .formatted(
                                                            random.nextLong(),
                                                            random.nextLong(),
                                                            i))
                            .collect(Collectors.joining(","));
            String payload =
                    """
                    {"month":"2026-03","version":1,"metrics":[{"metricId":"CALLS","goal":1,
                    "yellowFloorPct":0.5,"agents":[%s]}]}"""
                            .formatted(agents);

            goals(payload);

            assertThat(dimensionSyncService.payload(Subject.GOALS, 1)).contains(payload);
            assertThat(wanted.rows(Dimension.GOAL, "calls#2026-03#")).hasSize(12_001);
        }
    }

    @Nested
    class Refuses {
        @Test
        void andNamesEveryFaultAtOnce() {
            assertThat(
                            goals(
                                    """
                                    {"month":"2026-13","metrics":[
                                     {"metricId":"CALLS","goal":-1,"yellowFloorPct":2},
                                     {"metricId":"FAXES","goal":1,"yellowFloorPct":0.5},
                                     {"metricId":"CALLS","goal":1,"yellowFloorPct":0.5,"more":1}]}"""))
                    .isInstanceOfSatisfying(
                            SyncOutcome.Invalid.class,
                            invalid ->
                                    assertThat(invalid.faults())
                                            .extracting(PayloadError::pointer)
                                            .containsExactly(
                                                    "",
                                                    "/metrics/0/goal",
                                                    "/metrics/0/yellowFloorPct",
                                                    "/metrics/1/metricId",
                                                    "/metrics/2",
                                                    "/metrics/2/metricId",
                                                    "/month"));
        }

        @Test
        void whatIsNoJsonOrSaysAThingTwice() {
            assertThat(goals("{\"month\":")).isInstanceOf(SyncOutcome.Invalid.class);
            assertThat(goals(march(1, 2) + "x")).isInstanceOf(SyncOutcome.Invalid.class);
            assertThat(goals("{\"month\":\"2026-03\",\"month\":\"2026-04\"}"))
                    .isInstanceOf(SyncOutcome.Invalid.class);
        }

        @Test
        void aReadingThatFailed() {
            assertThat(dimensionSyncService.readAgents(ANN))
                    .isEqualTo(new SyncOutcome.Unread("Aloware is away"));
        }

        @Test
        void whatAnotherIsAt() {
            new Lease(store, clock, "sync#dim-metric", Duration.ofSeconds(10)).acquire();

            assertThat(goals(march(1, 60))).isInstanceOf(SyncOutcome.Busy.class);
            assertThat(dimensionSyncService.sync(Subject.DATES, "", ANN))
                    .isInstanceOf(SyncOutcome.Accepted.class);
            clock.advance(Duration.ofSeconds(11));
            assertThat(goals(march(1, 60))).isInstanceOf(SyncOutcome.Accepted.class);
        }
    }

    @Nested
    class GoesBack {
        @Test
        void toAnEarlierVersionAsAVersionOfItsOwn() {
            goals(march(1, 60));
            goals(march(2, 70));

            dimensionSyncService.rollback(Subject.GOALS, 1, SyncRequest.by("bob", ""));

            assertThat(marchRow()).contains("\"Goal\":60");
            assertThat(dimensionSyncService.versions(Subject.GOALS))
                    .extracting(Version::origin)
                    .startsWith(new Version.Origin.Rollback(1));
            assertThat(dimensionSyncService.payload(Subject.GOALS, 3)).contains(march(1, 60));
        }

        @Test
        void onlyToWhatThereWas() {
            assertThat(dimensionSyncService.rollback(Subject.GOALS, 1, ANN))
                    .isInstanceOf(SyncOutcome.NoSuchVersion.class);
        }

        @Test
        void notWhereItAlreadyIs() {
            goals(march(1, 60));

            assertThat(dimensionSyncService.rollback(Subject.GOALS, 1, ANN))
                    .isInstanceOf(SyncOutcome.Unchanged.class);
        }
    }

    @Test
    void tellsWhatLiesBetweenTwoVersions() {
        goals(march(1, 60));
        goals(march(2, 70));

        assertThat(dimensionSyncService.difference(Subject.GOALS, 2, 1).orElseThrow().changes())
                .filteredOn(change -> change.key().equals("calls#2026-03#"))
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.before().orElseThrow()).contains("\"Goal\":70");
                            assertThat(change.after().orElseThrow()).contains("\"Goal\":60");
                        });
        assertThat(dimensionSyncService.difference(Subject.GOALS, 1, 3)).isEmpty();
    }

    @Nested
    class MovesOn {
        @Test
        void aWindowOfDays() {
            dimensionSyncService.sync(Subject.DATES, "{}", ANN);
            assertThat(wanted.rows(Dimension.DATE))
                    .containsKeys("2021-03-01", "2031-03-01")
                    .doesNotContainKeys("2021-02-28", "2031-03-02");

            clock.advance(Duration.ofDays(2));
            dimensionSyncService.catchUp();

            assertThat(wanted.rows(Dimension.DATE)).containsKeys("2021-03-01", "2031-03-03");
            assertThat(dimensionSyncService.versions(Subject.DATES)).hasSize(1);
        }

        @Test
        void butNotADayThatWasNamed() {
            dimensionSyncService.sync(
                    Subject.DATES, "{\"from\":\"2026-01-01\",\"until\":\"2026-01-31\"}", ANN);

            clock.advance(Duration.ofDays(2));
            dimensionSyncService.catchUp();

            assertThat(wanted.rows(Dimension.DATE)).hasSize(31);
        }

        @Test
        void withoutTouchingWhatStays() {
            dimensionSyncService.sync(Subject.DATES, "", ANN);
            Map<Dimension, WantedRowsVersion> heads = wanted.versions();

            dimensionSyncService.catchUp();
            dimensionSyncService.sync(Subject.DATES, "", ANN);

            assertThat(wanted.versions()).isEqualTo(heads);
        }
    }

    @Test
    void namesTheFaultsOfAWindow() {
        assertThat(
                        dimensionSyncService.sync(
                                Subject.DATES, "{\"from\":\"2026-02-31\",\"yearsBack\":50}", ANN))
                .isInstanceOfSatisfying(
                        SyncOutcome.Invalid.class,
                        invalid ->
                                assertThat(invalid.faults())
                                        .extracting(PayloadError::pointer)
                                        .contains("", "/from", "/yearsBack"));
        assertThat(
                        dimensionSyncService.sync(
                                Subject.DATES,
                                "{\"from\":\"1926-01-01\",\"until\":\"2126-01-01\"}",
                                ANN))
                .isInstanceOf(SyncOutcome.Invalid.class);
    }

    /** Whichever write is the last: either nothing was begun, or whoever comes next ends it. */
    @Test
    void isFinishedByWhoeverComesNext() {
        int writes = 0;
        boolean died = true;
        while (died) {
            SettableClock time = new SettableClock(clock.instant());
            MemoryStore there = new MemoryStore(time);
            CrashingStore brittle = new CrashingStore(there);
            syncs(brittle).sync(Subject.GOALS, march(1, 60), ANN);
            Map<String, String> before = new WantedRows(there).rows(Dimension.GOAL);

            brittle.dieAfter(writes++);
            died = dies(() -> syncs(brittle).sync(Subject.GOALS, march(2, 70), ANN));
            brittle.liveOn();
            clock.advance(Duration.ofSeconds(11));
            time.advance(Duration.ofSeconds(11));
            DimensionSyncService next = syncs(there);
            next.catchUp();

            boolean taken = next.versions(Subject.GOALS).size() == 2;
            assertThat(next.versions(Subject.GOALS))
                    .extracting(Version::stage)
                    .containsOnly(Version.Stage.APPLIED);
            Map<String, String> after = new WantedRows(there).rows(Dimension.GOAL);
            assertThat(after.get("calls#2026-03#"))
                    .as("after %s writes", writes)
                    .contains("\"Goal\":" + (taken ? 70 : 60));
            assertThat(after.equals(before)).isNotEqualTo(taken);
            assertThat(next.sync(Subject.GOALS, march(3, 80), ANN))
                    .isInstanceOf(SyncOutcome.Accepted.class);
        }
        assertThat(writes).isGreaterThan(8);
    }

    /** One that paused for longer than its lease lasts wakes up beside its follower. */
    @Test
    void writesNothingOnceAnotherHasGoneOn() {
        GoalHandler goalHandler = new GoalHandler(wanted, clock, UTC);
        PausedHandler paused =
                new PausedHandler(
                        goalHandler,
                        () -> {
                            clock.advance(Duration.ofSeconds(11));
                            goals(march(5, 50));
                        });
        DimensionSyncService slow =
                new DimensionSyncService(
                        store,
                        wanted,
                        clock,
                        () -> new Members.Reading.Fault("nobody reads here"),
                        List.of(paused));

        assertThat(slow.sync(Subject.GOALS, march(2, 20), ANN))
                .isInstanceOf(SyncOutcome.Busy.class);

        assertThat(marchRow()).contains("\"Goal\":50");
        assertThat(dimensionSyncService.versions(Subject.GOALS))
                .extracting(Version::label)
                .containsExactly("2026-03 version 5");
    }

    private static boolean dies(Runnable work) {
        try {
            work.run();
            return false;
        } catch (ProcessKilledException _) {
            return true;
        }
    }

    @Test
    void saysWhichSubjectNobodyKeeps() {
        assertThatThrownBy(() -> dimensionSyncService.versions(Subject.SHIFTS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Subject.of("dim-shift")).contains(Subject.SHIFTS);
        assertThat(Subject.of("dim-shoe")).isEmpty();
    }

    @Test
    void seedsEachDayOnce() {
        dimensionSyncService.sync(Subject.DATES, "{\"yearsBack\":0,\"yearsAhead\":0}", ANN);
        dimensionSyncService.sync(Subject.DATES, "{\"yearsBack\":0,\"yearsAhead\":1}", ANN);

        assertThat(wanted.rows(Dimension.DATE)).hasSize(366);
        assertThat(dimensionSyncService.versions(Subject.DATES).getFirst().counts())
                .isEqualTo(new Delta.Counts(365, 0, 0, 1));
        assertThat(wanted.rows(Dimension.DATE)).containsKey("2027-03-01");
    }
}
