package io.quill.sandbox.dax;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.board.AgentScore;
import io.quill.events.board.DayRows;
import io.quill.events.board.DayRows.Counted;
import io.quill.events.board.ScoreboardDay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Measures of Quill's tables for one day, computed as the console computes its scores. */
public final class MeasureEvaluator {
    private final Iterable<? extends TableData> model;

    private MeasureEvaluator(Iterable<? extends TableData> model) {
        this.model = model;
    }

    public static DashboardView on(
            LocalDate date, Instant now, Iterable<? extends TableData> model) {
        return new MeasureEvaluator(model).dashboard(date, now);
    }

    private DashboardView dashboard(LocalDate date, Instant now) {
        DayRows rows =
                new DayRows(rows("DimMetric"), rows("DimGoal"), rows("DimShift"), counts(date));
        List<DashboardView.Line> lines = new ArrayList<>();
        new ScoreboardDay(date, rows)
                .scoreboard(rows("DimAgent"), now)
                .scores()
                .forEach(each -> addLines(each, lines));
        return new DashboardView.Shown(date, now, lines);
    }

    private static void addLines(AgentScore agent, List<DashboardView.Line> lines) {
        agent.scores()
                .forEach(
                        each ->
                                lines.add(
                                        new DashboardView.Line(
                                                agent.agentId(),
                                                agent.name(),
                                                agent.team(),
                                                each.metricId(),
                                                each.actual(),
                                                each.goal(),
                                                each.reached(),
                                                agent.elapsed(),
                                                each.status())));
    }

    /** Counts distinct events, since one that was stored twice counts once. */
    private Map<Counted, Long> counts(LocalDate date) {
        String midnight = date.atStartOfDay().toInstant(ZoneOffset.UTC).toString();
        Map<Counted, Set<String>> events = new HashMap<>();
        for (ObjectNode fact : rows("FactEvent")) {
            if (fact.path("FactDateKey").asText().equals(midnight)) {
                events.computeIfAbsent(
                                new Counted(
                                        fact.path("AgentID").asText(),
                                        fact.path("MetricID").asText()),
                                _ -> new HashSet<>())
                        .add(DaxEngine.key(fact.path("EventID").asText()).toString());
            }
        }
        Map<Counted, Long> counts = new HashMap<>();
        events.forEach((counted, ids) -> counts.put(counted, (long) ids.size()));
        return counts;
    }

    private List<ObjectNode> rows(String name) {
        List<ObjectNode> rows = new ArrayList<>();
        for (TableData table : model) {
            if (table.name().equals(name)) {
                table.rows().forEach(row -> rows.add(TableData.json(table.columns(), row)));
            }
        }
        return rows;
    }
}
