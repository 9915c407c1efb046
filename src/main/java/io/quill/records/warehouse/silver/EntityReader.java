package io.quill.records.warehouse.silver;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.records.warehouse.definition.Definition;
import io.quill.records.warehouse.silver.Entity.Bridge;
import io.quill.records.warehouse.silver.Entity.Fixed;
import io.quill.records.warehouse.silver.Entity.PerRow;
import io.quill.records.warehouse.silver.Entity.PerRowEntry;
import io.quill.records.warehouse.silver.Entity.Staged;
import io.quill.records.warehouse.silver.SilverColumn.Labels;
import io.quill.records.warehouse.silver.SilverColumn.When;
import io.quill.records.warehouse.sql.SqlType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds an entity from a column list that has passed its schema. */
final class EntityReader {
    private final Definition definition;

    EntityReader(Definition definition) {
        this.definition = definition;
    }

    Entity entity() {
        JsonNode json = definition.json();
        Set<String> excluded = new HashSet<>();
        json.path("exclude").forEach(id -> excluded.add(id.asText()));
        return new Entity(
                text(json, "service"),
                text(json, "entity"),
                id(text(json, "id")),
                columns(json.path("columns")),
                perRow(json.path("perRow")),
                bridges(json.path("bridges")),
                excluded,
                definition.text());
    }

    private static SilverColumn id(String type) {
        return new SilverColumn(
                "source_id",
                SqlType.of(type),
                List.of(),
                Optional.empty(),
                true,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static List<SilverColumn> columns(JsonNode list) {
        List<SilverColumn> columns = new ArrayList<>();
        list.forEach(each -> columns.add(column(each, Map.of())));
        return columns;
    }

    private static SilverColumn column(JsonNode json, Map<String, String> words) {
        String name = text(json, "name");
        return new SilverColumn(
                name,
                SqlType.of(text(json, "type")),
                from(json, name, words),
                Optional.ofNullable(json.get("default")).map(JsonNode::asText),
                json.path("required").asBoolean(false),
                json.path("strip").asBoolean(false),
                labels(json.path("labels")),
                when(json.path("when")));
    }

    /** Returns the paths of a column; without any, the name in the services' spelling. */
    private static List<String> from(JsonNode json, String name, Map<String, String> words) {
        JsonNode from = json.path("from");
        List<String> paths = new ArrayList<>();
        if (from.isArray()) {
            from.forEach(path -> paths.add(path.asText()));
        } else {
            paths.add(from.isTextual() ? from.asText() : camel(name));
        }
        return paths.stream().map(path -> filled(path, words)).toList();
    }

    private static String filled(String path, Map<String, String> words) {
        String filled = path;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace("{" + word.getKey() + "}", word.getValue());
        }
        return filled;
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        boolean begins = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_') {
                camel.append(begins ? Character.toUpperCase(c) : c);
            }
            begins = c == '_';
        }
        return camel.toString();
    }

    private static Optional<Labels> labels(JsonNode json) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        Map<String, String> words = new LinkedHashMap<>();
        json.path("words").properties().forEach(w -> words.put(w.getKey(), w.getValue().asText()));
        return Optional.of(new Labels(text(json, "of"), words, text(json, "otherwise")));
    }

    private static Optional<When> when(JsonNode json) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        json.path("in").forEach(value -> values.add(value.asText()));
        return Optional.of(new When(text(json, "column"), values));
    }

    private static List<PerRow> perRow(JsonNode list) {
        List<PerRow> tables = new ArrayList<>();
        for (JsonNode each : list) {
            List<PerRowEntry> entries = new ArrayList<>();
            for (JsonNode row : each.path("rows")) {
                entries.add(entry(each, row, entries.size()));
            }
            tables.add(new PerRow(text(each, "table"), text(each, "parent"), entries));
        }
        return tables;
    }

    private static PerRowEntry entry(JsonNode table, JsonNode row, int number) {
        Map<String, String> words = new LinkedHashMap<>();
        row.properties().forEach(word -> words.put(word.getKey(), word.getValue().asText()));
        List<Fixed> fixed = new ArrayList<>();
        for (JsonNode each : table.path("fixed")) {
            SilverColumn silverColumn = column(each, words);
            fixed.add(new Fixed(silverColumn, words.getOrDefault(silverColumn.name(), "")));
        }
        List<String> zeros = new ArrayList<>();
        table.path("zeroIsAbsent").forEach(name -> zeros.add(name.asText()));
        List<Staged> staged = new ArrayList<>();
        for (JsonNode each : table.path("columns")) {
            SilverColumn silverColumn = column(each, words);
            staged.add(
                    new Staged(
                            silverColumn.name(),
                            renamed(silverColumn, stagedName(number, silverColumn.name())),
                            zeros.contains(silverColumn.name())
                                    ? zeros.stream().map(z -> stagedName(number, z)).toList()
                                    : List.of()));
        }
        return new PerRowEntry(fixed, staged);
    }

    private static String stagedName(int number, String name) {
        return "row" + number + "_" + name;
    }

    private static SilverColumn renamed(SilverColumn silverColumn, String name) {
        return new SilverColumn(
                name,
                silverColumn.type(),
                silverColumn.from(),
                silverColumn.otherwise(),
                silverColumn.required(),
                silverColumn.stripped(),
                silverColumn.labels(),
                silverColumn.when());
    }

    private static List<Bridge> bridges(JsonNode list) {
        List<Bridge> bridges = new ArrayList<>();
        for (JsonNode each : list) {
            bridges.add(
                    new Bridge(
                            text(each, "table"),
                            text(each, "from"),
                            text(each, "left"),
                            column(each.path("right"), Map.of())));
        }
        return bridges;
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText();
    }
}
