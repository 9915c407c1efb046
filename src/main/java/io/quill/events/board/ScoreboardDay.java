package io.quill.events.board;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.Metric;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.CellFormat;
import io.quill.events.dimension.Dimension;
import io.quill.events.push.FactCounts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts, goals and shifts of a day, as the store has them. */
final class ScoreboardDay {
    private final LocalDate date;
    private final DayGoals dayGoals;
    private final Map<String, AgentShift> shifts = new HashMap<>();
    private final Map<FactCounts.Of, Long> counts;

    ScoreboardDay(WantedRowReader wantedRowReader, FactCounts facts, LocalDate date) {
        this.date = date;
        this.dayGoals = new DayGoals(wantedRowReader, date);
        this.counts = facts.countsOn(date);
        for (JsonNode row : wantedRowReader.rowsOf(Dimension.SHIFT, date + "#")) {
            shifts.put(CellFormat.foldKey(row.path("AgentID").asText()), AgentShift.of(row));
        }
    }

    /** Returns the agents who have done something. */
    Set<String> activeAgents() {
        return counts.keySet().stream()
                .map(FactCounts.Of::agentKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    AgentScore line(AgentRow agent, Instant now) {
        Optional<AgentShift> shift = Optional.ofNullable(shifts.get(agent.key()));
        OptionalDouble elapsed =
                shift.map(each -> each.elapsed(now)).orElseGet(OptionalDouble::empty);
        List<MetricScore> standings = new ArrayList<>();
        for (Metric metric : dayGoals.metrics()) {
            standings.add(score(agent, metric, works(agent, shift), elapsed));
        }
        return new AgentScore(
                agent.agentId(),
                agent.name(),
                agent.team(),
                agent.active(),
                date,
                shift,
                elapsed,
                standings);
    }

    /** Returns whether the agent works; without a planned shift every active agent does. */
    private static boolean works(AgentRow agent, Optional<AgentShift> shift) {
        return shift.map(each -> each.hours() > 0).orElse(agent.active());
    }

    private MetricScore score(
            AgentRow agent, Metric metric, boolean works, OptionalDouble elapsed) {
        long actual = counts.getOrDefault(new FactCounts.Of(agent.key(), metric), 0L);
        DayGoals.Goal goal = dayGoals.of(metric, agent.key());
        OptionalDouble reached =
                works && goal.goal() > 0
                        ? OptionalDouble.of((double) actual / goal.goal())
                        : OptionalDouble.empty();
        return new MetricScore(
                metric,
                actual,
                works ? OptionalLong.of(goal.goal()) : OptionalLong.empty(),
                reached,
                GoalStatus.of(reached, elapsed, goal.yellowFloor()));
    }
}
