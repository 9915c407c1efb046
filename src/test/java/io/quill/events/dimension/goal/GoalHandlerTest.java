package io.quill.events.dimension.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.sync.DimensionSyncService;
import io.quill.events.dimension.sync.DimensionSyncService.Members;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest;
import io.quill.events.dimension.sync.SyncRequest.Option;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** It is 15 March 2026. */
class GoalHandlerTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-15T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final WantedRows wanted = new WantedRows(store);
    private final DimensionSyncService dimensionSyncService =
            new DimensionSyncService(
                    store,
                    wanted,
                    clock,
                    () -> new Members.Reading.Fault("nobody reads here"),
                    List.of(new GoalHandler(wanted, clock, ZoneId.of("America/New_York"))));

    private SyncOutcome calls(String month, int version, int goal, Option... options) {
        return sync(
                """
                {"month":"%s","version":%d,"metrics":[
                 {"metricId":"CALLS","goal":%d,"yellowFloorPct":0.9}]}"""
                        .formatted(month, version, goal),
                options);
    }

    private SyncOutcome sync(String payload, Option... options) {
        return dimensionSyncService.sync(
                Subject.GOALS, payload, SyncRequest.by("ann", "test", options));
    }

    private String goal(String month) {
        return wanted.row(Dimension.GOAL, "calls#" + month + "#")
                .map(GoalHandlerTest::goalIn)
                .orElse("none");
    }

    private String byDefault() {
        return wanted.row(Dimension.METRIC, "calls").map(GoalHandlerTest::goalIn).orElse("none");
    }

    private static String goalIn(String row) {
        return row.replaceFirst(".*Goal\":(\\d+).*", "$1");
    }

    @Test
    void changesTheMonthAndTheDefault() {
        calls("2026-03", 1, 60);

        assertThat(goal("2026-03")).isEqualTo("60");
        assertThat(byDefault()).isEqualTo("60");
    }

    /** Another default must not recolour a month that had none of its own. */
    @Test
    void leavesThePastAsItWas() {
        calls("2026-03", 1, 60);

        assertThat(goal("2026-02")).isEqualTo("50");
        assertThat(goal("2022-01")).isEqualTo("50");
    }

    @Test
    void holdsUntilAnotherMonthSaysSomethingElse() {
        calls("2026-03", 1, 60);

        clock.advance(Duration.ofDays(62));
        dimensionSyncService.catchUp();

        assertThat(goal("2026-04")).isEqualTo("60");
        assertThat(goal("2026-05")).isEqualTo("60");
    }

    @Test
    void keepsAMonthThatIsStillToCome() {
        assertThat(calls("2026-04", 1, 70))
                .isInstanceOfSatisfying(
                        SyncOutcome.Accepted.class,
                        accepted ->
                                assertThat(accepted.version().due())
                                        .contains(LocalDate.of(2026, 4, 1)));
        assertThat(byDefault()).isEqualTo("50");
        assertThat(goal("2026-04")).isEqualTo("none");

        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-04-01T03:59:59Z")));
        dimensionSyncService.catchUp();
        assertThat(byDefault()).isEqualTo("50");

        clock.advance(Duration.ofSeconds(1));
        dimensionSyncService.catchUp();
        assertThat(byDefault()).isEqualTo("70");
        assertThat(goal("2026-04")).isEqualTo("70");
        assertThat(goal("2026-03")).isEqualTo("50");
    }

    @Test
    void refusesWhatIsNotNewerAndTellsWhatIsInForce() {
        calls("2026-03", 2, 60);

        assertThat(calls("2026-03", 2, 70)).isInstanceOf(SyncOutcome.Refused.class);
        assertThat(calls("2026-03", 1, 70))
                .isInstanceOfSatisfying(
                        SyncOutcome.Refused.class,
                        refused ->
                                assertThat(refused.words())
                                        .contains("2026-03")
                                        .contains("version 2 is in force")
                                        .contains("CALLS 60 a day, yellow from 90 %"));
        assertThat(goal("2026-03")).isEqualTo("60");
    }

    @Test
    void goesBackWithoutLettingAnOldVersionInAgain() {
        calls("2026-03", 1, 60);
        calls("2026-03", 2, 70);

        dimensionSyncService.rollback(Subject.GOALS, 1, SyncRequest.by("ann", "test"));

        assertThat(goal("2026-03")).isEqualTo("60");
        assertThat(calls("2026-03", 2, 80)).isInstanceOf(SyncOutcome.Refused.class);
        assertThat(calls("2026-03", 3, 80)).isInstanceOf(SyncOutcome.Accepted.class);
    }

    @Test
    void changesOnlyThatMonthWhereItIsOver() {
        calls("2026-01", 1, 10);

        assertThat(goal("2026-01")).isEqualTo("10");
        assertThat(goal("2026-02")).isEqualTo("50");
        assertThat(byDefault()).isEqualTo("50");
    }

    @Test
    void carriesItOnWhereThePastIsToBeRewritten() {
        calls("2026-01", 1, 10, Option.REWRITE_PAST);

        assertThat(goal("2026-02")).isEqualTo("10");
        assertThat(byDefault()).isEqualTo("10");
    }

    @Test
    void keepsThePastWhenItGoesBack() {
        calls("2026-03", 1, 60);
        clock.advance(Duration.ofDays(31));
        calls("2026-04", 1, 70);
        clock.advance(Duration.ofDays(30));
        calls("2026-05", 1, 80);

        dimensionSyncService.rollback(Subject.GOALS, 1, SyncRequest.by("ann", "test"));

        assertThat(goal("2026-04")).isEqualTo("70");
        assertThat(goal("2026-05")).isEqualTo("60");
        assertThat(dimensionSyncService.rollback(Subject.GOALS, 1, SyncRequest.by("ann", "test")))
                .isInstanceOf(SyncOutcome.Refused.class);
        dimensionSyncService.rollback(
                Subject.GOALS, 1, SyncRequest.by("ann", "test", Option.REWRITE_PAST));
        assertThat(goal("2026-04")).isEqualTo("60");
    }

    @Test
    void givesAgentsGoalsOfTheirOwn() {
        wanted.put(List.of(AgentRow.unknown("A7")));

        SyncOutcome syncOutcome =
                sync(
                        """
                        {"month":"2026-03","version":1,"metrics":[
                         {"metricId":"CALLS","goal":60,"yellowFloorPct":0.9,"agents":[
                          {"agentId":"A7","goal":30},
                          {"agentId":"A8","goal":20,"yellowFloorPct":0.5}]}]}""");

        assertThat(syncOutcome)
                .isInstanceOfSatisfying(
                        SyncOutcome.Accepted.class,
                        accepted ->
                                assertThat(accepted.remarks())
                                        .containsExactly("No agent A8 is known yet"));
        assertThat(wanted.row(Dimension.GOAL, "calls#2026-03#a7"))
                .contains(
                        "{\"MetricID\":\"CALLS\",\"AgentID\":\"A7\","
                                + "\"Month\":\"2026-03-01T00:00:00.000Z\",\"Goal\":30,"
                                + "\"YellowFloorPct\":0.9}");
        sync(
                """
                {"month":"2026-03","version":2,"metrics":[
                 {"metricId":"CALLS","goal":60,"yellowFloorPct":0.9}]}""");
        assertThat(wanted.row(Dimension.GOAL, "calls#2026-03#a7")).isEmpty();
    }

    record Sent(int month, int version) {
        String name() {
            return "2026-%02d".formatted(month);
        }

        int goal() {
            return 1_000 * month + version;
        }
    }

    @Provide
    Arbitrary<List<Sent>> payloads() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6), Arbitraries.integers().between(1, 5))
                .as(Sent::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Property(tries = 200)
    void endsAtTheHighestVersionOfEachMonth(@ForAll("payloads") List<Sent> payloads) {
        GoalHandlerTest there = new GoalHandlerTest();
        Map<String, Sent> highest = new HashMap<>();
        for (Sent sent : payloads) {
            there.calls(sent.name(), sent.version(), sent.goal());
            highest.merge(
                    sent.name(),
                    sent,
                    (one, other) -> one.version() < other.version() ? other : one);
        }
        there.clock.advance(Duration.ofDays(120));
        there.dimensionSyncService.catchUp();
        highest.forEach(
                (month, sent) ->
                        assertThat(there.goal(month)).isEqualTo(String.valueOf(sent.goal())));
    }
}
