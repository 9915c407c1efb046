package io.quill.events.board;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.Metric;
import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Cell;
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

/** A day as the store has it. */
final class Day {
    private final LocalDate date;
    private final Goals goals;
    private final Map<String, Shift> shifts = new HashMap<>();
    private final Map<FactCounts.Of, Long> counts;

    Day(Rows rows, FactCounts facts, LocalDate date) {
        this.date = date;
        this.goals = new Goals(rows, date);
        this.counts = facts.on(date);
        for (JsonNode row : rows.of(Dimension.SHIFT, date + "#")) {
            shifts.put(Cell.key(row.path("AgentID").asText()), Shift.of(row));
        }
    }

    /** Who has done something. */
    Set<String> busy() {
        return counts.keySet().stream()
                .map(FactCounts.Of::agentKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    Line line(AgentRow agent, Instant now) {
        Optional<Shift> shift = Optional.ofNullable(shifts.get(agent.key()));
        OptionalDouble elapsed =
                shift.map(each -> each.elapsed(now)).orElseGet(OptionalDouble::empty);
        List<Standing> standings = new ArrayList<>();
        for (Metric metric : goals.metrics()) {
            standings.add(standing(agent, metric, works(agent, shift), elapsed));
        }
        return new Line(
                agent.agentId(),
                agent.name(),
                agent.team(),
                agent.active(),
                date,
                shift,
                elapsed,
                standings);
    }

    /** Where nobody has said anything about shifts, whoever is active works. */
    private static boolean works(AgentRow agent, Optional<Shift> shift) {
        return shift.map(each -> each.hours() > 0).orElse(agent.active());
    }

    private Standing standing(
            AgentRow agent, Metric metric, boolean works, OptionalDouble elapsed) {
        long actual = counts.getOrDefault(new FactCounts.Of(agent.key(), metric), 0L);
        Goals.Goal goal = goals.of(metric, agent.key());
        OptionalDouble reached =
                works && goal.goal() > 0
                        ? OptionalDouble.of((double) actual / goal.goal())
                        : OptionalDouble.empty();
        return new Standing(
                metric,
                actual,
                works ? OptionalLong.of(goal.goal()) : OptionalLong.empty(),
                reached,
                Status.of(reached, elapsed, goal.yellowFloor()));
    }
}
