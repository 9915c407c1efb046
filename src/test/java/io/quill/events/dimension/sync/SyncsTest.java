package io.quill.events.dimension.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.Head;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.date.Dates;
import io.quill.events.dimension.goal.Goals;
import io.quill.events.dimension.sync.Ask.Option;
import io.quill.events.dimension.sync.Syncs.Members;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.BrittleStore;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Killed;
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
class SyncsTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Ask ANN = Ask.by("ann", "10.0.0.1");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final WantedRows wanted = new WantedRows(store);
    private final Syncs syncs = syncs(store);

    private Syncs syncs(DataStore on) {
        WantedRows rows = new WantedRows(on);
        return new Syncs(
                on,
                rows,
                clock,
                () -> new Members.Reading.Fault("Aloware is away"),
                List.of(new Goals(rows, clock, UTC), new Dates(clock, UTC)));
    }

    private static String march(int version, int calls) {
        return """
               {"month":"2026-03","version":%d,
                "metrics":[{"metricId":"CALLS","goal":%d,"yellowFloorPct":0.85}]}"""
                .formatted(version, calls);
    }

    private Outcome goals(String payload, Option... options) {
        return syncs.sync(Subject.GOALS, payload, Ask.by("ann", "10.0.0.1", options));
    }

    private String marchRow() {
        return wanted.row(Dimension.GOAL, "calls#2026-03#").orElse("");
    }

    @Nested
    class TakesAPayload {
        @Test
        void asAVersionThatTellsWhereItCameFrom() {
            Outcome outcome = goals(march(1, 60));

            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
            Version version = syncs.versions(Subject.GOALS).getFirst();
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
                    .isEqualTo(((Outcome.Accepted) outcome).version().hash());
            assertThat(syncs.payload(Subject.GOALS, 1)).contains(march(1, 60));
            assertThat(marchRow()).contains("\"Goal\":60");
        }

        @Test
        void andShowsFirstWhatItWouldChange() {
            goals(march(1, 60));

            Outcome rehearsed = goals(march(2, 70), Option.DRY_RUN);

            assertThat(rehearsed)
                    .isInstanceOfSatisfying(
                            Outcome.Rehearsed.class,
                            it ->
                                    assertThat(it.delta().changes())
                                            .extracting(RowChange::key)
                                            .containsExactly("calls", "calls#2026-03#"));
            assertThat(syncs.versions(Subject.GOALS)).hasSize(1);
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

            assertThat(syncs.payload(Subject.GOALS, 1)).contains(payload);
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
                            Outcome.Invalid.class,
                            invalid ->
                                    assertThat(invalid.faults())
                                            .extracting(Fault::pointer)
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
            assertThat(goals("{\"month\":")).isInstanceOf(Outcome.Invalid.class);
            assertThat(goals(march(1, 2) + "x")).isInstanceOf(Outcome.Invalid.class);
            assertThat(goals("{\"month\":\"2026-03\",\"month\":\"2026-04\"}"))
                    .isInstanceOf(Outcome.Invalid.class);
        }

        @Test
        void aReadingThatFailed() {
            assertThat(syncs.readAgents(ANN)).isEqualTo(new Outcome.Unread("Aloware is away"));
        }

        @Test
        void whatAnotherIsAt() {
            new Lease(store, clock, "sync#dim-metric", Duration.ofSeconds(10)).hold();

            assertThat(goals(march(1, 60))).isInstanceOf(Outcome.Busy.class);
            assertThat(syncs.sync(Subject.DATES, "", ANN)).isInstanceOf(Outcome.Accepted.class);
            clock.advance(Duration.ofSeconds(11));
            assertThat(goals(march(1, 60))).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Nested
    class GoesBack {
        @Test
        void toAnEarlierVersionAsAVersionOfItsOwn() {
            goals(march(1, 60));
            goals(march(2, 70));

            syncs.rollback(Subject.GOALS, 1, Ask.by("bob", ""));

            assertThat(marchRow()).contains("\"Goal\":60");
            assertThat(syncs.versions(Subject.GOALS))
                    .extracting(Version::origin)
                    .startsWith(new Version.Origin.Rollback(1));
            assertThat(syncs.payload(Subject.GOALS, 3)).contains(march(1, 60));
        }

        @Test
        void onlyToWhatThereWas() {
            assertThat(syncs.rollback(Subject.GOALS, 1, ANN))
                    .isInstanceOf(Outcome.NoSuchVersion.class);
        }

        @Test
        void notWhereItAlreadyIs() {
            goals(march(1, 60));

            assertThat(syncs.rollback(Subject.GOALS, 1, ANN)).isInstanceOf(Outcome.Unchanged.class);
        }
    }

    @Test
    void tellsWhatLiesBetweenTwoVersions() {
        goals(march(1, 60));
        goals(march(2, 70));

        assertThat(syncs.difference(Subject.GOALS, 2, 1).orElseThrow().changes())
                .filteredOn(change -> change.key().equals("calls#2026-03#"))
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.before().orElseThrow()).contains("\"Goal\":70");
                            assertThat(change.after().orElseThrow()).contains("\"Goal\":60");
                        });
        assertThat(syncs.difference(Subject.GOALS, 1, 3)).isEmpty();
    }

    @Nested
    class MovesOn {
        @Test
        void aWindowOfDays() {
            syncs.sync(Subject.DATES, "{}", ANN);
            assertThat(wanted.rows(Dimension.DATE))
                    .containsKeys("2021-03-01", "2031-03-01")
                    .doesNotContainKeys("2021-02-28", "2031-03-02");

            clock.advance(Duration.ofDays(2));
            syncs.upkeep();

            assertThat(wanted.rows(Dimension.DATE)).containsKeys("2021-03-01", "2031-03-03");
            assertThat(syncs.versions(Subject.DATES)).hasSize(1);
        }

        @Test
        void butNotADayThatWasNamed() {
            syncs.sync(Subject.DATES, "{\"from\":\"2026-01-01\",\"until\":\"2026-01-31\"}", ANN);

            clock.advance(Duration.ofDays(2));
            syncs.upkeep();

            assertThat(wanted.rows(Dimension.DATE)).hasSize(31);
        }

        @Test
        void withoutTouchingWhatStays() {
            syncs.sync(Subject.DATES, "", ANN);
            Map<Dimension, Head> heads = wanted.heads();

            syncs.upkeep();
            syncs.sync(Subject.DATES, "", ANN);

            assertThat(wanted.heads()).isEqualTo(heads);
        }
    }

    @Test
    void namesTheFaultsOfAWindow() {
        assertThat(syncs.sync(Subject.DATES, "{\"from\":\"2026-02-31\",\"yearsBack\":50}", ANN))
                .isInstanceOfSatisfying(
                        Outcome.Invalid.class,
                        invalid ->
                                assertThat(invalid.faults())
                                        .extracting(Fault::pointer)
                                        .contains("", "/from", "/yearsBack"));
        assertThat(
                        syncs.sync(
                                Subject.DATES,
                                "{\"from\":\"1926-01-01\",\"until\":\"2126-01-01\"}",
                                ANN))
                .isInstanceOf(Outcome.Invalid.class);
    }

    /** Whichever write is the last: either nothing was begun, or whoever comes next ends it. */
    @Test
    void isFinishedByWhoeverComesNext() {
        int writes = 0;
        boolean died = true;
        while (died) {
            SettableClock time = new SettableClock(clock.instant());
            MemoryStore there = new MemoryStore(time);
            BrittleStore brittle = new BrittleStore(there);
            syncs(brittle).sync(Subject.GOALS, march(1, 60), ANN);
            Map<String, String> before = new WantedRows(there).rows(Dimension.GOAL);

            brittle.dieAfter(writes++);
            died = dies(() -> syncs(brittle).sync(Subject.GOALS, march(2, 70), ANN));
            brittle.liveOn();
            clock.advance(Duration.ofSeconds(11));
            time.advance(Duration.ofSeconds(11));
            Syncs next = syncs(there);
            next.upkeep();

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
                    .isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(writes).isGreaterThan(8);
    }

    /** One that paused for longer than its lease lasts wakes up beside its follower. */
    @Test
    void writesNothingOnceAnotherHasGoneOn() {
        Goals goals = new Goals(wanted, clock, UTC);
        PausedKeeper paused =
                new PausedKeeper(
                        goals,
                        () -> {
                            clock.advance(Duration.ofSeconds(11));
                            goals(march(5, 50));
                        });
        Syncs slow =
                new Syncs(
                        store,
                        wanted,
                        clock,
                        () -> new Members.Reading.Fault("nobody reads here"),
                        List.of(paused));

        assertThat(slow.sync(Subject.GOALS, march(2, 20), ANN)).isInstanceOf(Outcome.Busy.class);

        assertThat(marchRow()).contains("\"Goal\":50");
        assertThat(syncs.versions(Subject.GOALS))
                .extracting(Version::label)
                .containsExactly("2026-03 version 5");
    }

    private static boolean dies(Runnable work) {
        try {
            work.run();
            return false;
        } catch (Killed _) {
            return true;
        }
    }

    @Test
    void saysWhichSubjectNobodyKeeps() {
        assertThatThrownBy(() -> syncs.versions(Subject.SHIFTS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Subject.of("dim-shift")).contains(Subject.SHIFTS);
        assertThat(Subject.of("dim-shoe")).isEmpty();
    }

    @Test
    void seedsEachDayOnce() {
        syncs.sync(Subject.DATES, "{\"yearsBack\":0,\"yearsAhead\":0}", ANN);
        syncs.sync(Subject.DATES, "{\"yearsBack\":0,\"yearsAhead\":1}", ANN);

        assertThat(wanted.rows(Dimension.DATE)).hasSize(366);
        assertThat(syncs.versions(Subject.DATES).getFirst().counts())
                .isEqualTo(new Delta.Counts(365, 0, 0, 1));
        assertThat(wanted.rows(Dimension.DATE)).containsKey("2027-03-01");
    }
}
