package io.quill.events.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quill.events.Metric;
import io.quill.events.board.DayRows.Counted;
import io.quill.events.dimension.CellFormat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Computes agents' scores of a day from rows of the tables, as the dataset's measures do. */
public final class ScoreboardDay {
    private final LocalDate date;
    private final DayGoals dayGoals;
    private final Map<String, AgentShift> shifts = new HashMap<>();
    private final Map<Counted, Long> counts;
    private final Set<String> busy = new HashSet<>();

    public ScoreboardDay(LocalDate date, DayRows rows) {
        this.date = date;
        this.dayGoals = new DayGoals(date, rows);
        this.counts = rows.counts();
        counts.keySet().forEach(each -> busy.add(each.agentKey()));
        for (JsonNode row : rows.shifts()) {
            if (DayRows.isOn(row, "LocalDate", date)) {
                shifts.put(key(row), AgentShift.of(row));
            }
        }
    }

    /** Scores these agents, and those who have done something and are not among them. */
    public Scoreboard scoreboard(List<? extends JsonNode> agents, Instant now) {
        Set<String> strangers = new HashSet<>(busy);
        List<AgentScore> scores = new ArrayList<>();
        for (JsonNode agent : agents) {
            score(agent, now).ifPresent(scores::add);
            strangers.remove(key(agent));
        }
        for (String stranger : strangers) {
            JsonNode agent = JsonNodeFactory.instance.objectNode().put("AgentID", stranger);
            score(agent, now).ifPresent(scores::add);
        }
        return new Scoreboard(now, scores);
    }

    /** Returns an agent's scores; none of one who has left and did nothing. */
    Optional<AgentScore> score(JsonNode agent, Instant now) {
        String key = key(agent);
        boolean active = agent.path("ActiveFlag").asBoolean();
        if (!active && !busy.contains(key)) {
            return Optional.empty();
        }
        Optional<AgentShift> shift = Optional.ofNullable(shifts.get(key));
        OptionalDouble elapsed =
                shift.map(each -> each.elapsed(now)).orElseGet(OptionalDouble::empty);
        // without a planned shift every active agent works
        boolean works = shift.map(each -> each.hours() > 0).orElse(active);
        return Optional.of(
                new AgentScore(
                        agent.path("AgentID").asText(),
                        agent.path("AgentName").asText(),
                        agent.path("Team").asText(),
                        active,
                        date,
                        shift,
                        elapsed,
                        dayGoals.metrics().stream()
                                .map(metric -> score(key, metric, works, elapsed))
                                .toList()));
    }

    private MetricScore score(String key, Metric metric, boolean works, OptionalDouble elapsed) {
        long actual = counts.getOrDefault(new Counted(key, metric.name()), 0L);
        DayGoals.Goal goal = dayGoals.of(metric, key);
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

    private static String key(JsonNode row) {
        return CellFormat.foldKey(row.path("AgentID").asText());
    }
}
