package io.quill.sandbox.dax;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What an analyst sees for a day. */
public sealed interface Dashboard {
    record Shown(LocalDate date, Instant at, List<Line> lines) implements Dashboard {}

    /** The model cannot answer; every visual of every report says so. */
    record Broken(String why) implements Dashboard {}

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
            Status status) {}
}
