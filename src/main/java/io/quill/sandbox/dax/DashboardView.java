package io.quill.sandbox.dax;

import io.quill.events.board.GoalStatus;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Report of a day, as an analyst sees it. */
public sealed interface DashboardView {
    record Shown(LocalDate date, Instant at, List<Line> lines) implements DashboardView {}

    /** The model cannot answer; every visual of every report says so. */
    record Broken(String why) implements DashboardView {}

    /** An agent's standing in one metric. An agent that no dimension names is there by its id. */
    record Line(
            String agentId,
            String agentName,
            String team,
            String metricId,
            long actual,
            OptionalLong goal,
            OptionalDouble goalPct,
            OptionalDouble shiftElapsedPct,
            GoalStatus status) {}
}
