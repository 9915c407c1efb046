package io.quill.records.connector;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Part of a document that has passed its schema, with typed getters. */
record DocumentNode(JsonNode tree) {
    boolean has(String name) {
        return tree.has(name);
    }

    DocumentNode at(String name) {
        return new DocumentNode(tree.path(name));
    }

    String text(String name) {
        return tree.path(name).asText();
    }

    String text(String name, String standard) {
        return has(name) ? text(name) : standard;
    }

    int number(String name, int standard) {
        return tree.path(name).asInt(standard);
    }

    double share(String name, double standard) {
        return tree.path(name).asDouble(standard);
    }

    boolean flag(String name) {
        return tree.path(name).asBoolean(false);
    }

    Template template(String name) {
        return new Template(text(name));
    }

    JsonPointer pointer(String name) {
        return JsonPointer.compile(text(name));
    }

    Optional<JsonPointer> optionalPointer(String name) {
        return has(name) ? Optional.of(pointer(name)) : Optional.empty();
    }

    Duration duration(String name, Duration standard) {
        return has(name) ? duration(text(name)) : standard;
    }

    private static Duration duration(String text) {
        String unit = text.replaceFirst("\\d+", "");
        long number = Long.parseLong(text.substring(0, text.length() - unit.length()));
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    List<DocumentNode> each() {
        return StreamSupport.stream(tree.spliterator(), false).map(DocumentNode::new).toList();
    }

    Map<String, DocumentNode> members() {
        Map<String, DocumentNode> members = new LinkedHashMap<>();
        tree.properties()
                .forEach(each -> members.put(each.getKey(), new DocumentNode(each.getValue())));
        return members;
    }

    /** Pairs of texts with places in them, on both sides. */
    Map<Template, Template> templates(String name) {
        Map<Template, Template> templates = new LinkedHashMap<>();
        at(name).members()
                .forEach(
                        (key, value) ->
                                templates.put(
                                        new Template(key), new Template(value.tree.asText())));
        return templates;
    }

    Map<String, Template> named(String name) {
        Map<String, Template> named = new LinkedHashMap<>();
        at(name).members()
                .forEach((key, value) -> named.put(key, new Template(value.tree.asText())));
        return named;
    }
}
