package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.Metric;

import java.util.List;

/**
 * Schema of the dataset, complete from the beginning, because neither tables nor relationships can
 * be added later. No table is named "Date", which the service does not accept.
 */
public record DatasetSchema(List<Table> tables, List<Relationship> relationships) {
    /** Daily goal that an agent is first measured by; zero is no goal. */
    public record StartingGoal(Metric metric, String name, long goal, double yellowFloor) {}

    public static final List<StartingGoal> STARTING_GOALS =
            List.of(
                    new StartingGoal(Metric.CALLS, "Calls", 50, 0.85),
                    new StartingGoal(Metric.TEXTS, "Texts", 45, 0.85),
                    new StartingGoal(Metric.EMAILS, "E-mails", 0, 0.85),
                    new StartingGoal(Metric.CASES, "Cases", 0, 0.85));

    public static final DatasetSchema QUILL =
            new DatasetSchema(
                    List.of(factEvent(), dimAgent(), dimMetric(), dimGoal(), dimDate(), dimShift()),
                    List.of(
                            new Relationship(
                                    "FactEvent-DimAgent", "AgentID", "DimAgent", "AgentID"),
                            new Relationship("FactEvent-DimDate", "FactDateKey", "DimDate", "Date"),
                            new Relationship(
                                    "FactEvent-DimMetric", "MetricID", "DimMetric", "MetricID")));

    public record Table(String name, List<Column> columns, List<DaxMeasures.Measure> measures) {
        ObjectNode json() {
            ObjectNode json = PowerBiJson.MAPPER.createObjectNode().put("name", name);
            columns.forEach(column -> json.withArray("columns").add(column.json()));
            measures.forEach(measure -> json.withArray("measures").add(measure.json()));
            return json;
        }
    }

    /** A blank order or summary leaves it to the service. */
    public record Column(String name, String type, String sortedBy, String summary) {
        ObjectNode json() {
            ObjectNode json = PowerBiJson.MAPPER.createObjectNode();
            json.put("name", name).put("dataType", type);
            if (!sortedBy.isEmpty()) {
                json.put("sortByColumn", sortedBy);
            }
            return summary.isEmpty() ? json : json.put("summarizeBy", summary);
        }

        Column sortedBy(String column) {
            return new Column(name, type, column, summary);
        }

        /** A number that tells something apart, and is never added up. */
        Column ordinal() {
            return new Column(name, type, sortedBy, "none");
        }
    }

    /** Relationship from FactEvent to the one side. */
    public record Relationship(String name, String fromColumn, String toTable, String toColumn) {
        ObjectNode json() {
            return PowerBiJson.MAPPER
                    .createObjectNode()
                    .put("name", name)
                    .put("fromTable", "FactEvent")
                    .put("fromColumn", fromColumn)
                    .put("toTable", toTable)
                    .put("toColumn", toColumn)
                    .put("crossFilteringBehavior", "OneDirection");
        }
    }

    public Table table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No table is named " + name));
    }

    ObjectNode json(String name) {
        ObjectNode json = PowerBiJson.MAPPER.createObjectNode();
        json.put("name", name).put("defaultMode", "Push");
        tables.forEach(table -> json.withArray("tables").add(table.json()));
        relationships.forEach(it -> json.withArray("relationships").add(it.json()));
        return json;
    }

    private static Table factEvent() {
        return new Table(
                "FactEvent",
                List.of(
                        string("EventID"),
                        string("AgentID"),
                        dateTime("FactDateKey"),
                        string("MetricID"),
                        dateTime("OccurredAt"),
                        string("Source"),
                        string("Direction"),
                        string("Outcome"),
                        int64("TalkSeconds"),
                        int64("DurationSeconds"),
                        string("RingGroupID"),
                        string("Notes")),
                DaxMeasures.ALL);
    }

    private static Table dimAgent() {
        return table(
                "DimAgent",
                string("AgentID"),
                string("AgentName"),
                string("Email"),
                string("Team"),
                string("TimezoneIANA"),
                bool("ActiveFlag"));
    }

    private static Table dimMetric() {
        return table(
                "DimMetric",
                string("MetricID"),
                string("MetricName"),
                int64("DefaultGoal"),
                real("DefaultYellowFloorPct"));
    }

    private static Table dimGoal() {
        return table(
                "DimGoal",
                string("MetricID"),
                string("AgentID"),
                dateTime("Month"),
                int64("Goal"),
                real("YellowFloorPct"));
    }

    private static Table dimDate() {
        return table(
                "DimDate",
                dateTime("Date"),
                int64("Year").ordinal(),
                int64("Quarter").ordinal(),
                int64("Month").ordinal(),
                int64("Day").ordinal(),
                int64("DayOfWeek").ordinal(),
                string("MonthName").sortedBy("Month"),
                string("DayName").sortedBy("DayOfWeek"),
                bool("IsWeekend"));
    }

    private static Table dimShift() {
        return table(
                "DimShift",
                string("AgentID"),
                dateTime("LocalDate"),
                dateTime("ShiftStartLocal"),
                dateTime("ShiftEndLocal"),
                dateTime("ShiftStartUtc"),
                dateTime("ShiftEndUtc"),
                real("ShiftHours"));
    }

    private static Table table(String name, Column... columns) {
        return new Table(name, List.of(columns), List.of());
    }

    private static Column string(String name) {
        return new Column(name, "String", "", "");
    }

    private static Column int64(String name) {
        return new Column(name, "Int64", "", "");
    }

    private static Column real(String name) {
        return new Column(name, "Double", "", "");
    }

    private static Column bool(String name) {
        return new Column(name, "Boolean", "", "");
    }

    private static Column dateTime(String name) {
        return new Column(name, "DateTime", "", "");
    }
}
