package io.quill.events.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.DateRow;
import io.quill.events.dimension.GoalRow;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.shift.ShiftHandler;
import io.quill.events.dimension.sync.DimensionSyncService;
import io.quill.events.dimension.sync.DimensionSyncService.Members;
import io.quill.events.dimension.sync.Subject;
import io.quill.events.dimension.sync.SyncOutcome;
import io.quill.events.dimension.sync.SyncRequest;
import io.quill.events.push.PushedFacts;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.dax.DashboardView;
import io.quill.sandbox.dax.MeasureEvaluator;
import io.quill.sandbox.dax.TableData;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Each case of {@code standing-cases.md}, computed in all ways there are. */
class StandingCasesTest {
    private static final double NEAR = 1e-9;

    /** A row of the table, its cells as they are written. */
    record Case(List<String> cells) {
        @Override
        public String toString() {
            return cells.get(0) + " " + cells.get(1);
        }

        String agentId() {
            return cells.get(2).equals("unassigned") ? FactEvent.UNASSIGNED : "A1";
        }

        ZoneId zone() {
            return ZoneId.of(cells.get(3));
        }

        LocalDate day() {
            return LocalDate.parse(cells.get(4));
        }

        Instant now() {
            return Instant.parse(cells.get(5));
        }

        Metric metric() {
            return Metric.valueOf(cells.get(7));
        }

        int counted() {
            return Integer.parseInt(cells.get(9));
        }
    }

    /** What was computed; blank where there is none. */
    record Standing(
            double actual,
            OptionalDouble goal,
            OptionalDouble share,
            OptionalDouble elapsed,
            String status) {}

    static List<Case> cases() {
        return PushedTablesModel.resource("/io/quill/events/board/standing-cases.md")
                .lines()
                .filter(line -> line.matches("\\| \\d.*"))
                .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
                .map(Case::new)
                .toList();
    }

    @Test
    void areFortyAtLeast() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(40).allMatch(it -> it.cells.size() == 15);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesInTheConsole(Case each) {
        Tables tables = new Tables(each);

        assertAsWorkedOut(each, tables.console());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesInTheReport(Case each) {
        assertAsWorkedOut(each, new Tables(each).report());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesInTheMeasuresText(Case each) {
        assertAsWorkedOut(each, new Tables(each).measures());
    }

    private static void assertAsWorkedOut(Case each, Standing standing) {
        assertThat(standing.actual).isEqualTo(each.counted());
        assertIs("goal", each.cells.get(10), standing.goal);
        assertIs("share", each.cells.get(11), standing.share);
        assertIs("elapsed", each.cells.get(12), standing.elapsed);
        assertThat(standing.status).isEqualTo(each.cells.get(13));
    }

    private static void assertIs(String what, String expected, OptionalDouble computed) {
        if (expected.equals("-")) {
            assertThat(computed).as(what).isEmpty();
        } else {
            assertThat(computed).as(what).isPresent();
            assertThat(computed.orElseThrow()).as(what).isEqualTo(fraction(expected), within(NEAR));
        }
    }

    private static double fraction(String text) {
        double[] parts = Stream.of(text.split("/")).mapToDouble(Double::parseDouble).toArray();
        return parts.length == 1
                ? parts[0]
                : DoubleStream.of(parts).reduce((a, b) -> a / b).orElseThrow();
    }

    /**
     * A case's tables; beside what it says there are facts of the day before, and a doubled row.
     */
    private static final class Tables {
        private final Case given;
        private final SettableClock clock;
        private final MemoryStore store;
        private final WantedRows wanted;
        private final PushedFacts facts;

        Tables(Case given) {
            this.given = given;
            this.clock = new SettableClock(given.day().atStartOfDay(given.zone()).toInstant());
            this.store = new MemoryStore(clock);
            this.wanted = new WantedRows(store);
            this.facts = new PushedFacts(store, clock);
            fill();
        }

        private void fill() {
            AgentRow agent =
                    given.agentId().equals(FactEvent.UNASSIGNED)
                            ? AgentRow.unknown(FactEvent.UNASSIGNED)
                            : new AgentRow(given.agentId(), "Ann", "", "", "", true);
            wanted.put(
                    List.of(
                            agent,
                            new DateRow(given.day()),
                            new DateRow(given.day().minusDays(1))));
            wanted.put(MetricRow.SEEDS);
            for (String goal : given.cells.get(8).split(", ", -1)) {
                goal(goal.split("[ @]", -1));
            }
            shift(given.cells.get(6));
            if (given.cells.get(2).equals("left")) {
                wanted.put(List.of(new AgentRow(given.agentId(), "Ann", "", "", "", false)));
            }
            facts.facts(given.agentId(), given.metric().name(), given.day().minusDays(1), 3);
            if (given.counted() > 0) {
                facts.facts(given.agentId(), given.metric().name(), given.day(), given.counted());
            }
            clock.advance(Duration.between(clock.instant(), given.now()));
        }

        private void goal(String... words) {
            int last = words.length - 1;
            long goal = Long.parseLong(words[last - 1]);
            double floor = Double.parseDouble(words[last]);
            String agent = words[1].equals("own") ? given.agentId() : "";
            wanted.put(
                    List.of(
                            words[0].equals("default")
                                    ? new MetricRow(given.metric(), "M", goal, floor)
                                    : new GoalRow(
                                            given.metric(),
                                            agent,
                                            YearMonth.parse(words[0]),
                                            goal,
                                            floor)));
        }

        /** Has the rules laid out as an admin's are. */
        private void shift(String hours) {
            if (hours.equals("-")) {
                return;
            }
            String day =
                    "'name':'n','agent':'%s','date':'%s'".formatted(given.agentId(), given.day());
            String[] times = hours.split("[-/]", -1);
            String pause =
                    times.length < 4
                            ? ""
                            : ",'breaks':[{'start':'%s','end':'%s'}]".formatted(times[2], times[3]);
            String rules =
                    hours.equals("off")
                            ? "{'rules':[],'daysOff':[{%s}]}".formatted(day)
                            : "{'rules':[],'exceptions':[{%s,'start':'%s','end':'%s'%s}]}"
                                    .formatted(day, times[0], times[1], pause);
            Roster roster = new Roster(store, wanted, clock, Optional.empty());
            SyncOutcome outcome =
                    new DimensionSyncService(
                                    store,
                                    wanted,
                                    clock,
                                    () -> new Members.Reading.Fault("nobody reads here"),
                                    List.of(
                                            new ShiftHandler(
                                                    wanted, roster, clock, given.zone(), 1)))
                            .sync(
                                    Subject.SHIFTS,
                                    rules.replace('\'', '"'),
                                    SyncRequest.by("ann", "test"));
            assertThat(outcome).isInstanceOf(SyncOutcome.Accepted.class);
        }

        Standing console() {
            AgentScore score =
                    new ScoreboardCalculator(wanted, facts.counts(), _ -> given.zone(), clock)
                            .on(given.day())
                            .scores()
                            .getFirst();
            MetricScore metric =
                    score.scores().stream()
                            .filter(each -> each.metric() == given.metric())
                            .findFirst()
                            .orElseThrow();
            return new Standing(
                    metric.actual(),
                    metric.goal().stream().asDoubleStream().findFirst(),
                    metric.reached(),
                    score.elapsed(),
                    status(metric.status()));
        }

        Standing report() {
            DashboardView view = MeasureEvaluator.on(given.day(), given.now(), pushed());
            DashboardView.Line line =
                    ((DashboardView.Shown) view)
                            .lines().stream()
                                    .filter(it -> it.metricId().equals(given.metric().name()))
                                    .findFirst()
                                    .orElseThrow();
            return new Standing(
                    line.actual(),
                    line.goal().stream().asDoubleStream().findFirst(),
                    line.goalPct(),
                    line.shiftElapsedPct(),
                    status(line.status()));
        }

        Standing measures() {
            DaxInterpreter dax =
                    new DaxInterpreter(pushed(), PushedTablesModel.measures(), given.now());
            return new Standing(
                    number(dax, "Actual").orElse(0),
                    number(dax, "Goal"),
                    number(dax, "GoalPct"),
                    number(dax, "ShiftElapsedPct"),
                    Objects.requireNonNullElse(measure(dax, "Status"), "-").toString());
        }

        private OptionalDouble number(DaxInterpreter dax, String name) {
            return measure(dax, name) instanceof Double number
                    ? OptionalDouble.of(number)
                    : OptionalDouble.empty();
        }

        private @Nullable Object measure(DaxInterpreter dax, String name) {
            return dax.measure(name, given.agentId(), given.metric().name(), given.day());
        }

        private List<TableData> pushed() {
            List<String> rows = new ArrayList<>(facts.rows());
            rows.add(rows.getLast());
            return PushedTablesModel.of(wanted, rows);
        }

        private static String status(GoalStatus status) {
            return status == GoalStatus.NONE ? "-" : status.name().toLowerCase(Locale.ROOT);
        }
    }
}
