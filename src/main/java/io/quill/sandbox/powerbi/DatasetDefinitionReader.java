package io.quill.sandbox.powerbi;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Reads and checks what a dataset, or a table, is to look like. */
final class DatasetDefinitionReader {
    private static final Set<String> DATASET =
            Set.of("name", "tables", "relationships", "datasources", "defaultMode");
    private static final Set<String> TABLE =
            Set.of("name", "columns", "measures", "isHidden", "description", "rows", "source");
    private static final Set<String> COLUMN =
            Set.of(
                    "name",
                    "dataType",
                    "formatString",
                    "sortByColumn",
                    "dataCategory",
                    "isHidden",
                    "summarizeBy");
    private static final Set<String> MEASURE =
            Set.of("name", "expression", "formatString", "description", "isHidden");
    private static final Set<String> RELATIONSHIP =
            Set.of(
                    "name",
                    "fromTable",
                    "fromColumn",
                    "toTable",
                    "toColumn",
                    "crossFilteringBehavior");
    private static final Set<String> SUMMARIES =
            Set.of("default", "none", "sum", "min", "max", "count", "average", "distinctcount");
    private static final Set<String> CATEGORIES =
            Set.of(
                    "address",
                    "city",
                    "continent",
                    "country",
                    "image",
                    "imageurl",
                    "latitude",
                    "longitude",
                    "organization",
                    "place",
                    "postalcode",
                    "stateorprovince",
                    "weburl");
    private static final Set<String> FILTERING =
            Set.of("onedirection", "bothdirections", "automatic");
    private static final Set<String> MODES =
            Set.of("push", "streaming", "pushstreaming", "asazure", "asonprem");

    private final PushLimits pushLimits;
    private final PowerBiSwitches powerBiSwitches;

    DatasetDefinitionReader(PushLimits pushLimits, PowerBiSwitches powerBiSwitches) {
        this.pushLimits = pushLimits;
        this.powerBiSwitches = powerBiSwitches;
    }

    DatasetDefinition dataset(JsonNode body) {
        JsonMembers dataset = JsonMembers.of(body, "Dataset", "dataset", DATASET);
        String name = dataset.text("name");
        String mode = dataset.oneOf("defaultMode", MODES).orElse("push");
        if (mode.equals("streaming")) {
            throw dataset.refused("The sandbox keeps no dataset that streams only.");
        }
        List<DatasetDefinition.TableSchema> tables =
                dataset.list("tables", pushLimits.tables()).stream().map(this::table).toList();
        if (tables.isEmpty()) {
            throw dataset.refused("The property 'tables' is required.");
        }
        unlike(dataset, tables, DatasetDefinition.TableSchema::name);
        bounded(dataset, tables);
        List<Relationship> relationships =
                dataset.list("relationships", pushLimits.relationships()).stream()
                        .map(each -> relationship(each, tables))
                        .toList();
        unlike(dataset, relationships, Relationship::name);
        unlike(dataset, relationships, DatasetDefinitionReader::ends);
        DatasetDefinition.Mode kind =
                mode.startsWith("push")
                        ? DatasetDefinition.Mode.PUSH
                        : DatasetDefinition.Mode.OTHER;
        return new DatasetDefinition(name, kind, tables, relationships);
    }

    private void bounded(JsonMembers dataset, List<DatasetDefinition.TableSchema> tables) {
        int columns = tables.stream().mapToInt(each -> each.columns().size()).sum();
        boolean together = powerBiSwitches.columnLimit() == PowerBiSwitches.ColumnLimit.PER_DATASET;
        if (together && columns > pushLimits.columns()) {
            throw dataset.refused("A dataset has at most " + pushLimits.columns() + " columns.");
        }
    }

    DatasetDefinition.TableSchema table(JsonNode body) {
        JsonMembers table = JsonMembers.of(body, "Table", "table", TABLE);
        String name = table.name("name");
        if (name.equals("Date")
                && powerBiSwitches.dateTable() == PowerBiSwitches.DateTable.REFUSED) {
            throw table.refused("A table cannot be named 'Date'.");
        }
        List<PushColumn> columns =
                table.list("columns", pushLimits.columns()).stream().map(this::column).toList();
        if (columns.isEmpty()) {
            throw table.refused("The property 'columns' is required.");
        }
        unlike(table, columns, PushColumn::name);
        for (JsonNode each : table.list("columns", pushLimits.columns())) {
            sorted(table, each.path("sortByColumn"), columns);
        }
        for (JsonNode each : table.list("measures", Integer.MAX_VALUE)) {
            JsonMembers measure = JsonMembers.of(each, "Measure", "measure", MEASURE);
            measure.text("name");
            if (measure.text("expression").toUpperCase(Locale.ROOT).contains("USERELATIONSHIP")) {
                throw measure.refused("USERELATIONSHIP is not supported in push datasets.");
            }
        }
        return new DatasetDefinition.TableSchema(name, columns);
    }

    private PushColumn column(JsonNode body) {
        JsonMembers column = JsonMembers.of(body, "Column", "column", COLUMN);
        column.oneOf("summarizeBy", SUMMARIES);
        column.oneOf("dataCategory", CATEGORIES);
        String type = column.text("dataType");
        return new PushColumn(
                column.printable("name"),
                ColumnType.named(type)
                        .orElseThrow(() -> column.refused("'" + type + "' is no data type.")));
    }

    private Relationship relationship(JsonNode body, List<DatasetDefinition.TableSchema> tables) {
        JsonMembers jsonMembers =
                JsonMembers.of(body, "Relationship", "relationship", RELATIONSHIP);
        jsonMembers.oneOf("crossFilteringBehavior", FILTERING);
        Relationship relationship =
                new Relationship(
                        jsonMembers.name("name"),
                        jsonMembers.text("fromTable"),
                        jsonMembers.text("fromColumn"),
                        jsonMembers.text("toTable"),
                        jsonMembers.text("toColumn"));
        PushColumn from =
                end(jsonMembers, tables, relationship.fromTable(), relationship.fromColumn());
        PushColumn to = end(jsonMembers, tables, relationship.toTable(), relationship.toColumn());
        boolean alike = from.type() == to.type();
        if (!alike
                && powerBiSwitches.relationshipTypes()
                        == PowerBiSwitches.RelationshipTypes.MUST_MATCH) {
            throw jsonMembers.refused("The columns of a relationship must have one data type.");
        }
        return relationship;
    }

    private static PushColumn end(
            JsonMembers jsonMembers,
            List<DatasetDefinition.TableSchema> tables,
            String table,
            String column) {
        return tables.stream()
                .filter(each -> each.name().equals(table))
                .flatMap(each -> each.columns().stream())
                .filter(each -> each.name().equals(column))
                .findFirst()
                .orElseThrow(() -> jsonMembers.refused(table + "[" + column + "] is not found."));
    }

    private static void sorted(JsonMembers table, JsonNode by, List<PushColumn> columns) {
        boolean known = columns.stream().anyMatch(each -> each.name().equals(by.asText()));
        if (by.isTextual() && !known) {
            throw table.refused("The column '" + by.asText() + "' to sort by is not found.");
        }
    }

    /** Between the same two tables there is at most one relationship, whichever way it points. */
    private static Set<String> ends(Relationship relationship) {
        return Set.copyOf(List.of(relationship.fromTable(), relationship.toTable()));
    }

    private static <T> void unlike(JsonMembers of, List<T> all, Function<T, Object> name) {
        Set<Object> seen = new HashSet<>();
        for (T each : all) {
            if (!seen.add(name.apply(each))) {
                throw of.refused("'" + name.apply(each) + "' is there twice.");
            }
        }
    }
}
