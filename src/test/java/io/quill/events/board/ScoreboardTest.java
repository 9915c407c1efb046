package io.quill.events.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.Metric;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.GoalRow;
import io.quill.events.dimension.MetricRow;
import io.quill.events.dimension.ShiftRow;
import io.quill.events.dimension.WantedRows;
import io.quill.events.push.PushedFacts;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** It is 15:00 UTC on 2 March 2026; the shift of A1 is from 14:00 to 22:00. */
class ScoreboardTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T15:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final WantedRows wanted = new WantedRows(store);
    private final PushedFacts pushedFacts = new PushedFacts(store, clock);
    private final ScoreboardCalculator scoreboardCalculator =
            new ScoreboardCalculator(
                    wanted,
                    pushedFacts.counts(),
                    agent -> agent.equals("JP") ? ZoneId.of("Asia/Tokyo") : UTC,
                    clock);

    @BeforeEach
    void fill() {
        wanted.put(MetricRow.SEEDS);
        wanted.put(List.of(new AgentRow("A1", "Ann", "", "T", "", true)));
        wanted.put(List.of(shift("A1", "2026-03-02T14:00Z", "2026-03-02T22:00Z", 8)));
        goal("", 16);
    }

    @Nested
    class Shows {
        @Test
        void whatIsReachedAgainstTheShiftSoFar() {
            pushedFacts.calls("A1", TODAY, 2);

            AgentScore ann = only();
            assertThat(ann.elapsed()).hasValue(0.125);
            assertThat(calls(ann).actual()).isEqualTo(2);
            assertThat(calls(ann).goal()).hasValue(16);
            assertThat(calls(ann).reached()).hasValue(0.125);
            assertThat(calls(ann).status()).isEqualTo(GoalStatus.GREEN);
        }

        @Test
        void yellowFromTheFloorAndRedBelow() {
            pushedFacts.calls("a1", TODAY, 14);
            clock.advance(Duration.ofHours(7));
            assertThat(calls(only()).status()).isEqualTo(GoalStatus.YELLOW);

            wanted.put(List.of(new GoalRow(Metric.CALLS, "A1", YearMonth.of(2026, 3), 17, 0.85)));
            assertThat(calls(only()).status()).isEqualTo(GoalStatus.RED);
        }

        @Test
        void aLeaverWhoDidSomethingToday() {
            wanted.put(List.of(new AgentRow("B2", "Bob", "", "", "", false)));
            assertThat(scoreboardCalculator.today().scores()).hasSize(1);

            pushedFacts.calls("B2", TODAY, 1);

            assertThat(scoreboardCalculator.today().scores())
                    .extracting(AgentScore::agentId)
                    .containsExactly("A1", "B2");
            assertThat(calls(scoreboardCalculator.today().scores().getLast()).goal()).isEmpty();
        }

        @Test
        void eachAgentOnTheirOwnDay() {
            wanted.put(List.of(new AgentRow("JP", "Jun", "", "", "", true)));
            pushedFacts.calls("JP", TODAY, 5);
            pushedFacts.calls("JP", TODAY.plusDays(1), 2);

            AgentScore jun = scoreboardCalculator.today().scores().getLast();

            assertThat(jun.date()).isEqualTo(TODAY.plusDays(1));
            assertThat(calls(jun).actual()).isEqualTo(2);
            assertThat(calls(scoreboardCalculator.on(TODAY).scores().getLast()).actual())
                    .isEqualTo(5);
        }
    }

    @Nested
    class AsksForNothing {
        @Test
        void onADayOff() {
            wanted.put(List.of(ShiftRow.dayOff("A1", TODAY, UTC)));
            pushedFacts.calls("A1", TODAY, 1);

            AgentScore ann = only();
            assertThat(ann.elapsed()).isEmpty();
            assertThat(calls(ann).actual()).isEqualTo(1);
            assertThat(calls(ann).goal()).isEmpty();
            assertThat(calls(ann).status()).isEqualTo(GoalStatus.NONE);
        }

        @Test
        void whereTheGoalIsZero() {
            assertThat(standing(only(), Metric.CASES).reached()).isEmpty();
            assertThat(standing(only(), Metric.CASES).status()).isEqualTo(GoalStatus.NONE);
        }
    }

    @Test
    void followsAShiftOverMidnight() {
        wanted.put(List.of(shift("A1", "2026-03-02T22:00Z", "2026-03-03T06:00Z", 7.5)));
        assertThat(only().elapsed()).hasValue(0);

        clock.advance(Duration.ofHours(11));

        assertThat(scoreboardCalculator.on(TODAY).scores().getFirst().elapsed()).hasValue(0.5);
    }

    private void goal(String agent, int goal) {
        wanted.put(List.of(new GoalRow(Metric.CALLS, agent, YearMonth.of(2026, 3), goal, 0.85)));
    }

    private static ShiftRow shift(String agent, String start, String end, double hours) {
        return new ShiftRow(
                agent, TODAY, ZonedDateTime.parse(start), ZonedDateTime.parse(end), hours);
    }

    private AgentScore only() {
        return scoreboardCalculator.today().scores().getFirst();
    }

    private static MetricScore calls(AgentScore agentScore) {
        return standing(agentScore, Metric.CALLS);
    }

    private static MetricScore standing(AgentScore agentScore, Metric metric) {
        return agentScore.scores().stream()
                .filter(metricScore -> metricScore.metric() == metric)
                .findFirst()
                .orElseThrow();
    }
}
