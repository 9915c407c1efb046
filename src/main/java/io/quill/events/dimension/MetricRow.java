package io.quill.events.dimension;

import io.quill.events.Metric;

import java.util.List;

/** Row of a metric, with the daily goal for months that have none; zero is no goal. */
public record MetricRow(Metric metric, String name, long goal, double yellowFloor)
        implements DimensionRow {
    public static final List<MetricRow> SEEDS =
            List.of(
                    new MetricRow(Metric.CALLS, "Calls", 50, 0.85),
                    new MetricRow(Metric.TEXTS, "Texts", 45, 0.85),
                    new MetricRow(Metric.EMAILS, "E-mails", 0, 0.85),
                    new MetricRow(Metric.CASES, "Cases", 0, 0.85));

    public MetricRow {
        name = CellFormat.text(name);
        GoalRow.check(goal, yellowFloor);
    }

    @Override
    public Dimension dimension() {
        return Dimension.METRIC;
    }

    @Override
    public String key() {
        return CellFormat.foldKey(metric.name());
    }

    @Override
    public String json() {
        return CellFormat.newRow()
                .put("MetricID", metric.name())
                .put("MetricName", name)
                .put("DefaultGoal", goal)
                .put("DefaultYellowFloorPct", yellowFloor)
                .toString();
    }
}
