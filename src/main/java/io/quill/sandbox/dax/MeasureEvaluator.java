package io.quill.sandbox.dax;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The measures over Quill's tables, computed for one day: Actual counts distinct EventIDs, so an
 * event that was stored twice counts once; Goal is the month's own for the agent, else the month's
 * for everyone, else the metric's, and none on a day off or for a leaver without a shift; a shift's
 * elapsed part is told by the UTC columns.
 */
public final class MeasureEvaluator {
    private record Cell(Optional<Object> agent, Optional<Object> metric) {}

    private record Target(OptionalLong goal, double yellowFloor) {}

    private final Map<String, NamedRows> sheets = new HashMap<>();
    private final LocalDate date;
    private final Instant now;

    private MeasureEvaluator(Iterable<? extends TableData> model, LocalDate date, Instant now) {
        for (TableData table : model) {
            sheets.put(table.name(), new NamedRows(table));
        }
        this.date = date;
        this.now = now;
    }

    public static DashboardView on(
            LocalDate date, Instant now, Iterable<? extends TableData> model) {
        return new DashboardView.Shown(date, now, new MeasureEvaluator(model, date, now).lines());
    }

    private List<DashboardView.Line> lines() {
        Map<Cell, Set<Optional<Object>>> actual = actual();
        List<DashboardView.Line> lines = new ArrayList<>();
        agents(actual).values().forEach(agent -> lines(agent, actual, lines));
        return lines;
    }

    private void lines(
            NamedRows.Row agent,
            Map<Cell, Set<Optional<Object>>> actual,
            List<DashboardView.Line> lines) {
        for (NamedRows.Row metric : sheet("DimMetric").rows()) {
            Cell cell = new Cell(agent.key("AgentID"), metric.key("MetricID"));
            lines.add(line(agent, metric, actual.getOrDefault(cell, Set.of()).size()));
        }
    }

    private DashboardView.Line line(NamedRows.Row agent, NamedRows.Row metric, long actual) {
        Target target = target(agent.key("AgentID"), metric, works(agent));
        OptionalDouble elapsed = elapsed(agent.key("AgentID"));
        OptionalDouble reached = OptionalDouble.empty();
        if (target.goal.isPresent() && target.goal.getAsLong() > 0) {
            reached = OptionalDouble.of((double) actual / target.goal.getAsLong());
        }
        return new DashboardView.Line(
                agent.text("AgentID"),
                agent.text("AgentName"),
                agent.text("Team"),
                metric.text("MetricID"),
                actual,
                target.goal,
                reached,
                elapsed,
                status(reached, elapsed, target.yellowFloor));
    }

    private static ReportStatus status(
            OptionalDouble reached, OptionalDouble elapsed, double floor) {
        if (reached.isEmpty() || elapsed.isEmpty()) {
            return ReportStatus.NONE;
        }
        if (reached.getAsDouble() >= elapsed.getAsDouble()) {
            return ReportStatus.GREEN;
        }
        return reached.getAsDouble() >= floor * elapsed.getAsDouble()
                ? ReportStatus.YELLOW
                : ReportStatus.RED;
    }

    private Map<Cell, Set<Optional<Object>>> actual() {
        Map<Cell, Set<Optional<Object>>> actual = new HashMap<>();
        for (NamedRows.Row fact : sheet("FactEvent").rows()) {
            if (fact.isOn("FactDateKey", date)) {
                Cell cell = new Cell(fact.key("AgentID"), fact.key("MetricID"));
                actual.computeIfAbsent(cell, _ -> new HashSet<>()).add(fact.key("EventID"));
            }
        }
        return actual;
    }

    /** The agents that are active or have done something that day, by name. */
    private Map<String, NamedRows.Row> agents(Map<Cell, Set<Optional<Object>>> actual) {
        Set<Optional<Object>> busy = new HashSet<>();
        actual.keySet().forEach(cell -> busy.add(cell.agent));
        Map<String, NamedRows.Row> agents = new TreeMap<>();
        for (NamedRows.Row agent : sheet("DimAgent").rows()) {
            boolean shows = agent.isTrue("ActiveFlag") || busy.contains(agent.key("AgentID"));
            if (shows) {
                agents.put(agent.text("AgentName") + "\n" + agent.text("AgentID"), agent);
            }
            busy.remove(agent.key("AgentID"));
        }
        for (Optional<Object> stranger : busy) {
            String id = stranger.map(Object::toString).orElse("");
            agents.put("\uffff" + id, NamedRows.Row.of("AgentID", id));
        }
        return agents;
    }

    private Target target(Optional<Object> agent, NamedRows.Row metric, boolean works) {
        OptionalLong goal = metric.whole("DefaultGoal");
        OptionalDouble floor = metric.real("DefaultYellowFloorPct");
        boolean own = false;
        for (NamedRows.Row row : sheet("DimGoal").rows()) {
            boolean concerns =
                    row.isOn("Month", date.withDayOfMonth(1))
                            && row.key("MetricID").equals(metric.key("MetricID"));
            boolean everyone = row.text("AgentID").isEmpty();
            boolean theirs = !everyone && row.key("AgentID").equals(agent);
            if (concerns && (theirs || (everyone && !own))) {
                own = theirs;
                goal = row.whole("Goal");
                floor = row.real("YellowFloorPct");
            }
        }
        return new Target(works ? goal : OptionalLong.empty(), floor.orElse(0));
    }

    /** Without any row of a shift, whoever is active works. */
    private boolean works(NamedRows.Row agent) {
        List<NamedRows.Row> shifts = shifts(agent.key("AgentID"));
        return shifts.isEmpty() ? agent.isTrue("ActiveFlag") : hours(shifts) > 0;
    }

    private List<NamedRows.Row> shifts(Optional<Object> agent) {
        List<NamedRows.Row> shifts = new ArrayList<>();
        for (NamedRows.Row shift : sheet("DimShift").rows()) {
            if (shift.key("AgentID").equals(agent) && shift.isOn("LocalDate", date)) {
                shifts.add(shift);
            }
        }
        return shifts;
    }

    private static double hours(List<NamedRows.Row> shifts) {
        return shifts.stream().mapToDouble(shift -> shift.real("ShiftHours").orElse(0)).sum();
    }

    /** Hours that are over, of all hours. */
    private OptionalDouble elapsed(Optional<Object> agent) {
        List<NamedRows.Row> shifts = shifts(agent);
        double worked = 0;
        for (NamedRows.Row shift : shifts) {
            worked +=
                    shift.real("ShiftHours").orElse(0)
                            * passed(shift.moment("ShiftStartUtc"), shift.moment("ShiftEndUtc"));
        }
        double hours = hours(shifts);
        return hours > 0 ? OptionalDouble.of(worked / hours) : OptionalDouble.empty();
    }

    private double passed(@Nullable Instant start, @Nullable Instant end) {
        if (start == null || end == null || !now.isAfter(start)) {
            return 0;
        }
        if (!now.isBefore(end)) {
            return 1;
        }
        return (double) (now.toEpochMilli() - start.toEpochMilli())
                / (end.toEpochMilli() - start.toEpochMilli());
    }

    private NamedRows sheet(String table) {
        return sheets.getOrDefault(table, NamedRows.EMPTY);
    }

    static Instant midnight(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
