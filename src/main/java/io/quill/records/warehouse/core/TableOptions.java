package io.quill.records.warehouse.core;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.records.connector.ValidationError;
import io.quill.records.warehouse.definition.Definition;
import io.quill.records.warehouse.sql.SqlType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Options in a table's files, beside its services. */
final class TableOptions {
    static final Set<String> NAMES =
            Set.of("scd_type", "type_1", "field_types", "match", "primary");

    private final List<Definition> parts;
    private final Consumer<ValidationError> faults;

    TableOptions(List<Definition> parts, Consumer<ValidationError> faults) {
        this.parts = parts;
        this.faults = faults;
    }

    boolean keepsHistory() {
        return !option("scd_type").orElse("type_2").equals("type_1");
    }

    Optional<String> match() {
        return option("match");
    }

    /**
     * Returns an option from the table's own file; files that add to the table may only repeat it.
     */
    private Optional<String> option(String name) {
        Optional<String> own =
                Optional.ofNullable(parts.getFirst().json().get(name)).map(JsonNode::asText);
        for (Definition part : parts) {
            JsonNode said = part.json().path(name);
            if (said.isTextual() && !own.equals(Optional.of(said.asText()))) {
                faults.accept(
                        part.fault(
                                "/" + name,
                                "is another one in " + parts.getFirst().document().file()));
            }
        }
        return own;
    }

    /** The fields that have no history. */
    Set<String> untracked() {
        Set<String> fields = new LinkedHashSet<>();
        parts.forEach(
                part -> part.json().path("type_1").forEach(each -> fields.add(each.asText())));
        return fields;
    }

    Optional<SqlType> type(String field) {
        return parts.stream()
                .map(part -> part.json().path("field_types").path(field))
                .filter(JsonNode::isTextual)
                .map(said -> SqlType.of(said.asText()))
                .findFirst();
    }

    /** The sources that a field is taken from first; what is added goes before. */
    Map<String, List<String>> primary() {
        Map<String, List<String>> primary = new LinkedHashMap<>();
        for (Definition part : parts) {
            part.json()
                    .path("primary")
                    .properties()
                    .forEach(
                            field -> {
                                List<String> sources = new ArrayList<>();
                                field.getValue().forEach(each -> sources.add(each.asText()));
                                primary.put(field.getKey(), sources);
                            });
        }
        return primary;
    }

    /** Everything that is said of fields must be said of fields that there are. */
    void check(Set<String> fields, Set<String> sources) {
        for (Definition part : parts) {
            JsonNode json = part.json();
            for (int i = 0; i < json.path("type_1").size(); i++) {
                requireKnown(part, "/type_1/" + i, fields, json.path("type_1").get(i).asText());
            }
            for (String said : List.of("field_types", "primary")) {
                json.path(said)
                        .fieldNames()
                        .forEachRemaining(
                                each -> requireKnown(part, "/" + said + "/" + each, fields, each));
            }
            json.path("primary")
                    .properties()
                    .forEach(
                            field ->
                                    field.getValue()
                                            .forEach(
                                                    each ->
                                                            requireKnown(
                                                                    part,
                                                                    "/primary/" + field.getKey(),
                                                                    sources,
                                                                    each.asText())));
            if (json.has("match")) {
                requireKnown(part, "/match", fields, json.path("match").asText());
            }
        }
    }

    private void requireKnown(Definition part, String place, Set<String> known, String name) {
        if (!known.contains(name)) {
            faults.accept(part.fault(place, name + " is none of " + String.join(", ", known)));
        }
    }
}
