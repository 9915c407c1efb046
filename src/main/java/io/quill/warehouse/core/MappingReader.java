package io.quill.warehouse.core;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.warehouse.core.Mapping.Field;
import io.quill.warehouse.core.Mapping.Rule;
import io.quill.warehouse.core.Mapping.Source;
import io.quill.warehouse.core.Mapping.Taken;
import io.quill.warehouse.definition.Definitions.Definition;
import io.quill.warehouse.silver.Column;
import io.quill.warehouse.silver.Entities;
import io.quill.warehouse.silver.Entity;
import io.quill.warehouse.sql.Type;
import io.quill.warehouse.sql.Types;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a mapping: services, their tables, and of each the canonical field and where it comes from.
 * Beside the services stand {@code scd_type}, {@code type_1}, {@code field_types}, {@code match}
 * and {@code primary}.
 */
final class MappingReader {
    private static final Set<String> RULES =
            Set.of("scd_type", "type_1", "field_types", "match", "primary");
    private static final Pattern TAKEN = Pattern.compile("(?:(mask|hash)\\()?(\\w+)\\)?");
    private static final Type HASHED = new Type.Text(32);

    private final Definition definition;
    private final Entities entities;
    private final JsonNode json;

    MappingReader(Definition definition, Entities entities) {
        this.definition = definition;
        this.entities = entities;
        json = definition.json();
    }

    Mapping read() {
        List<Source> sources = new ArrayList<>();
        StringBuilder digest = new StringBuilder(definition.text());
        for (Map.Entry<String, JsonNode> service : json.properties()) {
            if (!RULES.contains(service.getKey())) {
                for (Source source : sources(service.getKey(), service.getValue())) {
                    sources.add(source);
                    digest.append(entity(source.service(), source.entity()).digest());
                }
            }
        }
        if (sources.isEmpty()) {
            throw wrong("names no service");
        }
        List<Field> fields = fields(sources);
        Optional<String> match = Optional.ofNullable(json.get("match")).map(JsonNode::asText);
        match.filter(name -> fields.stream().noneMatch(field -> field.name().equals(name)))
                .ifPresent(
                        name -> {
                            throw wrong("matches by " + name + ", which is no field");
                        });
        return new Mapping(definition.name(), fields, sources, match, digest.toString());
    }

    /** The first table of a service goes by the service's name, others by their own besides. */
    private List<Source> sources(String service, JsonNode tables) {
        if (tables.isEmpty()) {
            throw wrong("names no table of " + service);
        }
        List<Source> sources = new ArrayList<>();
        for (Map.Entry<String, JsonNode> table : tables.properties()) {
            String entity = table.getKey();
            String name = sources.isEmpty() ? service : service + "/" + entity;
            sources.add(
                    new Source(name, service, entity, taken(service, entity, table.getValue())));
        }
        return sources;
    }

    private List<Taken> taken(String service, String table, JsonNode fields) {
        Entity entity = entity(service, table);
        if (!"source_id".equals(fields.path("id").asText())) {
            throw wrong("takes the id of " + service + " from something else than source_id");
        }
        List<Taken> taken = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!field.getKey().equals("id")) {
                taken.add(taken(entity, field.getKey(), field.getValue().asText()));
            }
        }
        return taken;
    }

    private Entity entity(String service, String name) {
        return entities.find(service, name)
                .orElseThrow(() -> wrong("knows no column list of " + service + "/" + name));
    }

    private Taken taken(Entity entity, String field, String text) {
        Matcher shape = TAKEN.matcher(text);
        if (!shape.matches()) {
            throw wrong(field + " is taken from a column, mask(column) or hash(column)");
        }
        Column column =
                entity.column(shape.group(2))
                        .orElseThrow(
                                () ->
                                        wrong(
                                                field
                                                        + " is taken from "
                                                        + shape.group(2)
                                                        + ", which is no column of "
                                                        + entity.stem()));
        Rule rule =
                shape.group(1) == null
                        ? Rule.AS_IT_IS
                        : Rule.valueOf(shape.group(1).toUpperCase(Locale.ROOT));
        return new Taken(field, column.name(), column.type(), rule);
    }

    private List<Field> fields(List<Source> sources) {
        Set<String> names = new LinkedHashSet<>();
        sources.forEach(source -> source.taken().forEach(taken -> names.add(taken.field())));
        boolean keepsHistory = !"type_1".equals(json.path("scd_type").asText("type_2"));
        Set<String> untracked = new LinkedHashSet<>();
        json.path("type_1").forEach(name -> untracked.add(name.asText()));
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            fields.add(
                    new Field(
                            name,
                            type(name, sources),
                            keepsHistory && !untracked.contains(name),
                            order(name, sources)));
        }
        return fields;
    }

    private Type type(String name, List<Source> sources) {
        JsonNode given = json.path("field_types").path(name);
        if (given.isTextual()) {
            return Type.of(given.asText());
        }
        Taken first =
                sources.stream()
                        .flatMap(each -> each.taken(name).stream())
                        .findFirst()
                        .orElseThrow();
        return switch (first.rule()) {
            case AS_IT_IS -> first.type();
            case MASK -> Types.TEXT;
            case HASH -> HASHED;
        };
    }

    /** As the file says for the field, else in the order of the services. */
    private List<String> order(String name, List<Source> sources) {
        List<Source> order = new ArrayList<>();
        for (JsonNode wanted : json.path("primary").path(name)) {
            order.add(
                    sources.stream()
                            .filter(each -> each.name().equals(wanted.asText()))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            wrong(
                                                    "prefers "
                                                            + wanted.asText()
                                                            + " for "
                                                            + name
                                                            + ", which is no source")));
        }
        sources.stream().filter(each -> !order.contains(each)).forEach(order::add);
        return order.stream()
                .filter(each -> each.taken(name).isPresent())
                .map(Source::alias)
                .toList();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(definition.place() + " " + what);
    }
}
