package io.quill.events.board;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.Metric;
import io.quill.events.dimension.CellFormat;
import io.quill.events.dimension.Dimension;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Goals of a day: the agent's for the month, else the month's for all, else the default. */
final class DayGoals {
    private final Map<Metric, Goal> defaults = new EnumMap<>(Metric.class);
    private final Map<Metric, Map<String, Goal>> months = new EnumMap<>(Metric.class);

    record Goal(long goal, double yellowFloor) {}

    DayGoals(WantedRowReader wantedRowReader, LocalDate date) {
        String month = YearMonth.from(date).toString();
        for (JsonNode row : wantedRowReader.rowsOf(Dimension.METRIC, "")) {
            Metric metric = Metric.valueOf(row.path("MetricID").asText());
            defaults.put(metric, goal(row, "DefaultGoal", "DefaultYellowFloorPct"));
            Map<String, Goal> own = new HashMap<>();
            String prefix = CellFormat.foldKey(metric.name()) + "#" + month + "#";
            for (JsonNode each : wantedRowReader.rowsOf(Dimension.GOAL, prefix)) {
                own.put(
                        CellFormat.foldKey(each.path("AgentID").asText()),
                        goal(each, "Goal", "YellowFloorPct"));
            }
            months.put(metric, own);
        }
    }

    private static Goal goal(JsonNode row, String goal, String floor) {
        return new Goal(row.path(goal).asLong(), row.path(floor).asDouble());
    }

    Iterable<Metric> metrics() {
        return defaults.keySet();
    }

    Goal of(Metric metric, String agentKey) {
        Map<String, Goal> month = months.getOrDefault(metric, Map.of());
        return Optional.ofNullable(month.get(agentKey))
                .or(() -> Optional.ofNullable(month.get("")))
                .or(() -> Optional.ofNullable(defaults.get(metric)))
                .orElseThrow();
    }
}
