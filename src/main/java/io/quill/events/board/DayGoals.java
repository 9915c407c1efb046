package io.quill.events.board;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.Metric;
import io.quill.events.dimension.CellFormat;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goals of a day: the agent's for the month, else the month's for all, else the default. */
final class DayGoals {
    private final Map<Metric, Goal> defaults = new EnumMap<>(Metric.class);
    private final Map<Owner, Goal> months = new HashMap<>();

    record Goal(long goal, double yellowFloor) {}

    /** Agent whom a month's goal is for, or everyone where the key is blank. */
    private record Owner(Metric metric, String agentKey) {}

    DayGoals(LocalDate date, DayRows rows) {
        for (JsonNode row : rows.metrics()) {
            defaults.put(metric(row), goal(row, "DefaultGoal", "DefaultYellowFloorPct"));
        }
        for (JsonNode row : rows.goals()) {
            if (DayRows.isOn(row, "Month", date.withDayOfMonth(1))) {
                String agentKey = CellFormat.foldKey(row.path("AgentID").asText());
                months.put(new Owner(metric(row), agentKey), goal(row, "Goal", "YellowFloorPct"));
            }
        }
    }

    private static Metric metric(JsonNode row) {
        return Metric.valueOf(row.path("MetricID").asText());
    }

    private static Goal goal(JsonNode row, String goal, String floor) {
        return new Goal(row.path(goal).asLong(), row.path(floor).asDouble());
    }

    Set<Metric> metrics() {
        return defaults.keySet();
    }

    Goal of(Metric metric, String agentKey) {
        return Optional.ofNullable(months.get(new Owner(metric, agentKey)))
                .or(() -> Optional.ofNullable(months.get(new Owner(metric, ""))))
                .or(() -> Optional.ofNullable(defaults.get(metric)))
                .orElseThrow();
    }
}
