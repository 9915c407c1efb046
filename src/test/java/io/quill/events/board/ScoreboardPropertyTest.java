package io.quill.events.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quill.events.Metric;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.DateRow;
import io.quill.events.dimension.GoalRow;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.ShiftRow;
import io.quill.events.dimension.WantedRows;
import io.quill.events.push.PushedFacts;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.dax.DashboardView;
import io.quill.sandbox.dax.MeasureEvaluator;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The board and the measures' text are two definitions of one thing: whatever the tables hold, an
 * analyst and a manager see the same.
 */
class ScoreboardPropertyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final List<String> AGENTS = List.of("A1", "B2", "C3");

    private static final double NEAR = 1e-9;

    /** One thing that is so; the number means what it has to. */
    record Given(Kind kind, int agent, Metric metric, int number) {
        enum Kind {
            LEAVER,
            SHIFT,
            DAY_OFF,
            GOAL_OF_ALL,
            GOAL_OF_ONE,
            GOAL_OF_ANOTHER_MONTH,
            FACTS,
            FACTS_OF_YESTERDAY
        }

        String agentId() {
            return AGENTS.get(agent);
        }
    }

    @Provide
    Arbitrary<List<Given>> givens() {
        return Combinators.combine(
                        Arbitraries.of(Given.Kind.class),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(Metric.class),
                        Arbitraries.integers().between(0, 23))
                .as(Given::new)
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 300)
    void showsWhatTheMeasuresShow(
            @ForAll("givens") List<Given> givens, @ForAll("hours") int hours) {
        SettableClock clock =
                new SettableClock(
                        Instant.parse("2026-03-02T05:00:00Z").plusSeconds(3_600L * hours));
        WantedRows wanted = new WantedRows(new MemoryStore(clock));
        PushedFacts pushedFacts = new PushedFacts(new MemoryStore(clock), clock);
        wanted.put(MetricRow.SEEDS);
        wanted.put(List.of(new DateRow(TODAY), new DateRow(TODAY.minusDays(1))));
        AGENTS.forEach(id -> wanted.put(List.of(new AgentRow(id, id, "", "", "", true))));
        givens.forEach(given -> apply(given, wanted, pushedFacts));

        Scoreboard scoreboard =
                new ScoreboardCalculator(wanted, pushedFacts.counts(), _ -> ZONE, clock).on(TODAY);
        DashboardView dashboardView =
                MeasureEvaluator.on(
                        TODAY, clock.instant(), PushedTablesModel.of(wanted, pushedFacts.rows()));

        assertThat(seen(scoreboard)).isEqualTo(seen((DashboardView.Shown) dashboardView));
        DaxInterpreter dax =
                new DaxInterpreter(
                        PushedTablesModel.of(wanted, pushedFacts.rows()),
                        PushedTablesModel.measures(),
                        clock.instant());
        for (AgentScore agent : scoreboard.scores()) {
            agent.scores().forEach(each -> assertAgree(dax, agent, each));
        }
    }

    private static void assertAgree(DaxInterpreter dax, AgentScore agent, MetricScore score) {
        Function<String, @Nullable Object> measure =
                name -> dax.measure(name, agent.agentId(), score.metricId(), TODAY);
        assertNear(measure.apply("Actual"), OptionalDouble.of((double) score.actual()));
        assertNear(measure.apply("Goal"), score.goal().stream().asDoubleStream().findFirst());
        assertNear(measure.apply("GoalPct"), score.reached());
        assertNear(measure.apply("ShiftElapsedPct"), agent.elapsed());
        if (!isAtAThreshold(measure, score, agent)) {
            assertThat(Objects.requireNonNullElse(measure.apply("Status"), "none"))
                    .isEqualTo(score.status().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void assertNear(@Nullable Object measured, OptionalDouble computed) {
        assertThat(DaxInterpreter.number(measured)).isEqualTo(computed.orElse(0), within(NEAR));
    }

    /**
     * At the very moment of a threshold the model's days, which are fractions, decide by chance.
     */
    private static boolean isAtAThreshold(
            Function<String, @Nullable Object> measure, MetricScore score, AgentScore agent) {
        double floor = DaxInterpreter.number(measure.apply("YellowFloorPct"));
        double beyond = score.reached().orElse(-1) - agent.elapsed().orElse(-1);
        double above = score.reached().orElse(-1) - floor * agent.elapsed().orElse(-1);
        return score.status() != GoalStatus.NONE
                && (Math.abs(beyond) < NEAR || Math.abs(above) < NEAR);
    }

    @Provide
    Arbitrary<Integer> hours() {
        return Arbitraries.integers().between(0, 36);
    }

    private static void apply(Given given, WantedRows wanted, PushedFacts pushedFacts) {
        String agent = given.agentId();
        int number = given.number();
        switch (given.kind()) {
            case LEAVER -> wanted.put(List.of(new AgentRow(agent, agent, "", "", "", false)));
            case SHIFT -> wanted.put(List.of(shift(agent, number)));
            case DAY_OFF -> wanted.put(List.of(ShiftRow.dayOff(agent, TODAY, ZONE)));
            case GOAL_OF_ALL -> goal(wanted, given.metric(), "", 3, number);
            case GOAL_OF_ONE -> goal(wanted, given.metric(), agent, 3, number);
            case GOAL_OF_ANOTHER_MONTH -> goal(wanted, given.metric(), agent, 4, number);
            case FACTS -> pushedFacts.facts(agent, given.metric().name(), TODAY, 1 + number);
            case FACTS_OF_YESTERDAY ->
                    pushedFacts.facts(agent, given.metric().name(), TODAY.minusDays(1), 1 + number);
        }
    }

    private static ShiftRow shift(String agent, int hour) {
        var start = TODAY.atTime(hour, 30).atZone(ZONE);
        return new ShiftRow(agent, TODAY, start, start.plusHours(8), 7.5);
    }

    private static void goal(
            WantedRows wanted, Metric metric, String agent, int month, int number) {
        wanted.put(
                List.of(
                        new GoalRow(
                                metric, agent, YearMonth.of(2026, month), number, number / 23.0)));
    }

    private static Map<String, String> seen(Scoreboard scoreboard) {
        Map<String, String> seen = new TreeMap<>();
        for (AgentScore agentScore : scoreboard.scores()) {
            for (MetricScore each : agentScore.scores()) {
                seen.put(
                        agentScore.agentId() + " " + each.metric(),
                        each.actual()
                                + " "
                                + each.goal()
                                + " "
                                + each.reached()
                                + " "
                                + agentScore.elapsed()
                                + " "
                                + each.status());
            }
        }
        return seen;
    }

    private static Map<String, String> seen(DashboardView.Shown dashboard) {
        Map<String, String> seen = new TreeMap<>();
        for (DashboardView.Line each : dashboard.lines()) {
            seen.put(
                    each.agentId() + " " + each.metricId(),
                    each.actual()
                            + " "
                            + each.goal()
                            + " "
                            + each.goalPct()
                            + " "
                            + each.shiftElapsedPct()
                            + " "
                            + each.status());
        }
        return seen;
    }
}
