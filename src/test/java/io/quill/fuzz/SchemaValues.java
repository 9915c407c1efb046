package io.quill.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values that a JSON Schema allows, more or less; where it says nothing, odd ones. */
final class SchemaValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    private final JsonNode document;
    private final Map<String, JsonNode> others;
    private final Random random;
    private final TextMutator texts;
    private final List<String> known;

    /**
     * Values of schemas in a document.
     *
     * @param others schemas by the addresses that the document refers to
     * @param known ids and keys that the server has told
     */
    SchemaValues(
            JsonNode document, Map<String, JsonNode> others, Random random, List<String> known) {
        this.document = document;
        this.others = others;
        this.random = random;
        this.texts = new TextMutator(random);
        this.known = known;
    }

    JsonNode value(JsonNode schema) {
        return value(schema, schema, 0);
    }

    private JsonNode value(JsonNode schema, JsonNode root, int depth) {
        if (schema.has("$ref")) {
            return referred(schema.path("$ref").asText(), root, depth);
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.path(choice).size() > 0) {
                JsonNode some = schema.path(choice);
                return value(some.get(random.nextInt(some.size())), root, depth + 1);
            }
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        JsonNode type = schema.path("type");
        String word =
                type.isArray() ? type.path(random.nextInt(type.size())).asText() : type.asText();
        return switch (word) {
            case "object" -> object(schema, root, depth);
            case "array" -> array(schema, root, depth);
            case "integer", "number" ->
                    NODES.numberNode(random.nextLong(schema.path("minimum").asLong(0), 100_000));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "string" -> NODES.textNode(text(schema.path("format").asText()));
            default -> NODES.textNode(texts.text());
        };
    }

    private JsonNode referred(String reference, JsonNode root, int depth) {
        if (depth > DEEPEST) {
            return NODES.nullNode();
        }
        if (!reference.startsWith("#")) {
            JsonNode other = others.getOrDefault(reference, NODES.objectNode());
            return value(other, other, depth + 1);
        }
        JsonNode within = root.at(reference.substring(1));
        return value(
                within.isMissingNode() ? document.at(reference.substring(1)) : within,
                root,
                depth + 1);
    }

    private JsonNode object(JsonNode schema, JsonNode root, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        schema.path("properties")
                .properties()
                .forEach(
                        each -> {
                            if (required.contains(each.getKey()) || random.nextBoolean()) {
                                object.set(each.getKey(), value(each.getValue(), root, depth + 1));
                            }
                        });
        return object;
    }

    private JsonNode array(JsonNode schema, JsonNode root, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(depth > DEEPEST ? 1 : 4); i > 0; i--) {
            array.add(value(schema.path("items"), root, depth + 1));
        }
        return array;
    }

    String text(String format) {
        return switch (format) {
            case "date" -> "2026-11-%02d".formatted(1 + random.nextInt(30));
            case "date-time" -> "2026-11-%02dT09:00:00Z".formatted(1 + random.nextInt(30));
            default -> !known.isEmpty() && texts.once(2) ? texts.one(known) : texts.text();
        };
    }
}
