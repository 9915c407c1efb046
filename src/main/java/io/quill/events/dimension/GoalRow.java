package io.quill.events.dimension;

import io.quill.events.Metric;

import java.time.YearMonth;

/** Row of a month's daily goal, for one agent or, where the id is blank, for everyone. */
public record GoalRow(Metric metric, String agentId, YearMonth month, long goal, double yellowFloor)
        implements DimensionRow {
    public GoalRow {
        agentId = agentId.isBlank() ? "" : CellFormat.id("An agent's id", agentId);
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

    /** Returns the key, with the free text last, so that no two keys can be confused. */
    @Override
    public String key() {
        return CellFormat.foldKey(metric.name()) + "#" + month + "#" + CellFormat.foldKey(agentId);
    }

    @Override
    public String json() {
        return CellFormat.newRow()
                .put("MetricID", metric.name())
                .put("AgentID", agentId)
                .put("Month", CellFormat.day(month.atDay(1)))
                .put("Goal", goal)
                .put("YellowFloorPct", yellowFloor)
                .toString();
    }
}
