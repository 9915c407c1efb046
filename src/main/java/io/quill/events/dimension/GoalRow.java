package io.quill.events.dimension;

import io.quill.events.Metric;

import java.time.YearMonth;

/** A month's goal a day, for one agent or, where the id is blank, for everyone. */
public record GoalRow(Metric metric, String agentId, YearMonth month, long goal, double yellowFloor)
        implements Row {
    public GoalRow {
        agentId = agentId.isBlank() ? "" : Cell.id("An agent's id", agentId);
        check(goal, yellowFloor);
    }

    static void check(long goal, double yellowFloor) {
        if (goal < 0 || goal > Integer.MAX_VALUE || !(yellowFloor >= 0 && yellowFloor <= 1)) {
            throw new IllegalArgumentException(
                    "A goal is a whole number, and a yellow floor lies between 0 and 1; not "
                            + goal
                            + " and "
                            + yellowFloor);
        }
    }

    @Override
    public Dimension dimension() {
        return Dimension.GOAL;
    }

    /** The free text comes last, so that no two can be taken for each other. */
    @Override
    public String key() {
        return Cell.key(metric.name()) + "#" + month + "#" + Cell.key(agentId);
    }

    @Override
    public String json() {
        return Cell.row()
                .put("MetricID", metric.name())
                .put("AgentID", agentId)
                .put("Month", Cell.day(month.atDay(1)))
                .put("Goal", goal)
                .put("YellowFloorPct", yellowFloor)
                .toString();
    }
}
