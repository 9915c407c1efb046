package io.quill.warehouse.silver;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.warehouse.silver.Column.Labels;
import io.quill.warehouse.silver.Column.When;
import io.quill.warehouse.silver.Entity.Bridge;
import io.quill.warehouse.silver.Entity.Fixed;
import io.quill.warehouse.silver.Entity.PerRow;
import io.quill.warehouse.silver.Entity.PerRowEntry;
import io.quill.warehouse.silver.Entity.Staged;
import io.quill.warehouse.sql.Type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads column lists; what cannot be right is said with its place. */
final class EntityReader {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");

    private final String place;

    EntityReader(String place) {
        this.place = place;
    }

    Entity read(JsonNode json, String digest) {
        List<Column> columns = columns(json.path("columns"));
        Set<String> excluded = new HashSet<>();
        json.path("exclude").forEach(id -> excluded.add(id.asText()));
        Entity entity =
                new Entity(
                        text(json, "service"),
                        text(json, "entity"),
                        id(text(json, "id")),
                        columns,
                        perRow(json.path("perRow")),
                        bridges(json.path("bridges"), columns),
                        excluded,
                        digest);
        columns.forEach(column -> checkReferences(entity, column));
        return entity;
    }

    private Column id(String type) {
        return new Column(
                "source_id",
                type(type),
                List.of(),
                Optional.empty(),
                true,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private List<Column> columns(JsonNode list) {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of("source_id"));
        for (JsonNode each : list) {
            Column column = column(each, Map.of());
            if (!names.add(column.name())) {
                throw wrong("has the column " + column.name() + " twice");
            }
            columns.add(column);
        }
        if (columns.isEmpty()) {
            throw wrong("has no columns");
        }
        return columns;
    }

    private Column column(JsonNode json, Map<String, String> words) {
        String name = text(json, "name");
        if (!NAME.matcher(name).matches()) {
            throw wrong("names a column " + name + "; names have a-z, 0-9 and _");
        }
        return new Column(
                name,
                type(text(json, "type")),
                from(json, name, words),
                Optional.ofNullable(json.get("default")).map(JsonNode::asText),
                json.path("required").asBoolean(false),
                json.path("strip").asBoolean(false),
                labels(json.path("labels")),
                when(json.path("when")));
    }

    /** Without one, the path is the name in the services' own spelling. */
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

    private Optional<Labels> labels(JsonNode json) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        Map<String, String> words = new LinkedHashMap<>();
        json.path("words").properties().forEach(w -> words.put(w.getKey(), w.getValue().asText()));
        return Optional.of(new Labels(text(json, "of"), words, text(json, "otherwise")));
    }

    private Optional<When> when(JsonNode json) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        json.path("in").forEach(value -> values.add(value.asText()));
        return Optional.of(new When(text(json, "column"), values));
    }

    private List<PerRow> perRow(JsonNode list) {
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

    private PerRowEntry entry(JsonNode table, JsonNode row, int number) {
        Map<String, String> words = new LinkedHashMap<>();
        row.properties().forEach(word -> words.put(word.getKey(), word.getValue().asText()));
        List<Fixed> fixed = new ArrayList<>();
        for (JsonNode each : table.path("fixed")) {
            Column column = column(each, words);
            fixed.add(new Fixed(column, words.getOrDefault(column.name(), "")));
        }
        List<String> zeros = new ArrayList<>();
        table.path("zeroIsAbsent").forEach(name -> zeros.add(name.asText()));
        List<Staged> staged = new ArrayList<>();
        for (JsonNode each : table.path("columns")) {
            Column column = column(each, words);
            staged.add(
                    new Staged(
                            column.name(),
                            renamed(column, stagedName(number, column.name())),
                            zeros.contains(column.name())
                                    ? zeros.stream().map(z -> stagedName(number, z)).toList()
                                    : List.of()));
        }
        return new PerRowEntry(fixed, staged);
    }

    private static String stagedName(int number, String name) {
        return "row" + number + "_" + name;
    }

    private static Column renamed(Column column, String name) {
        return new Column(
                name,
                column.type(),
                column.from(),
                column.otherwise(),
                column.required(),
                column.stripped(),
                column.labels(),
                column.when());
    }

    private List<Bridge> bridges(JsonNode list, List<Column> columns) {
        List<Bridge> bridges = new ArrayList<>();
        for (JsonNode each : list) {
            String from = text(each, "from");
            if (columns.stream().noneMatch(column -> column.name().equals(from))) {
                throw wrong("takes a bridge from " + from + ", which is no column");
            }
            bridges.add(
                    new Bridge(
                            text(each, "table"),
                            from,
                            text(each, "left"),
                            column(each.path("right"), Map.of())));
        }
        return bridges;
    }

    private void checkReferences(Entity entity, Column column) {
        column.labels().ifPresent(labels -> mustKnow(entity, column, labels.of()));
        column.when().ifPresent(when -> mustKnow(entity, column, when.column()));
    }

    private void mustKnow(Entity entity, Column column, String other) {
        if (entity.column(other).isEmpty()) {
            throw wrong(column.name() + " depends on " + other + ", which is no column");
        }
    }

    private Type type(String text) {
        try {
            return Type.of(text);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private String text(JsonNode json, String name) {
        if (!json.path(name).isTextual()) {
            throw wrong("lacks \"" + name + "\"");
        }
        return json.path(name).asText();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(place + ": " + what);
    }
}
