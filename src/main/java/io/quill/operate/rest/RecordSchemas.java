package io.quill.operate.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** JSON Schemas that are derived from records. */
final class RecordSchemas {
    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, ObjectNode> components = new TreeMap<>();

    /** A reference to the schema of a record. */
    ObjectNode of(Class<? extends Record> type) {
        return reference(type);
    }

    /** A reference to a schema that is written down; what it defines becomes components as well. */
    ObjectNode of(String name, String written) {
        if (!components.containsKey(name)) {
            String inside = written.replace("#/$defs/", REFERENCE + name + "_");
            ObjectNode schema = (ObjectNode) RecordJson.readTrusted(inside.getBytes(UTF_8));
            schema.remove("$schema");
            JsonNode definitions = schema.remove("$defs");
            components.put(name, schema);
            if (definitions != null) {
                definitions
                        .properties()
                        .forEach(
                                each ->
                                        components.put(
                                                name + "_" + each.getKey(),
                                                (ObjectNode) each.getValue()));
            }
        }
        return RecordJson.object().put("$ref", REFERENCE + name);
    }

    /** Returns the schemas of the types referred to so far. */
    Map<String, ObjectNode> components() {
        return components;
    }

    private ObjectNode reference(Class<?> type) {
        String name = name(type);
        if (!components.containsKey(name)) {
            ObjectNode schema = RecordJson.object();
            components.put(name, schema);
            describe(type, schema);
        }
        return RecordJson.object().put("$ref", REFERENCE + name);
    }

    /** Two records of one name in two places are told apart by what they stand in. */
    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : name(outer) + type.getSimpleName();
    }

    private void describe(Class<?> type, ObjectNode schema) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = RecordJson.object().putArray("required");
        for (RecordComponent each : type.getRecordComponents()) {
            properties.set(each.getName(), schema(each.getGenericType()));
            if (each.getType() != Optional.class) {
                required.add(each.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.put("additionalProperties", false);
    }

    private ObjectNode schema(Type type) {
        return type instanceof ParameterizedType generic
                ? generic(generic)
                : plain((Class<?>) type);
    }

    private ObjectNode generic(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] of = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return schema(of[0]);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            ObjectNode list = RecordJson.object().put("type", "array");
            list.set("items", schema(of[0]));
            return list;
        }
        if (Map.class.isAssignableFrom(raw)) {
            ObjectNode map = RecordJson.object().put("type", "object");
            map.set("additionalProperties", schema(of[1]));
            return map;
        }
        throw new IllegalArgumentException("There is no schema of a " + type);
    }

    private ObjectNode plain(Class<?> type) {
        if (type.isRecord()) {
            return reference(type);
        }
        if (type.isEnum()) {
            ObjectNode word = RecordJson.object().put("type", "string");
            ArrayNode words = word.putArray("enum");
            for (Object constant : type.getEnumConstants()) {
                words.add(((Enum<?>) constant).name());
            }
            return word;
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return RecordJson.object();
        }
        return scalar(type);
    }

    private static ObjectNode scalar(Class<?> type) {
        ObjectNode schema = RecordJson.object();
        if (type == String.class) {
            return schema.put("type", "string");
        }
        if (type == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (type == LocalDate.class) {
            return schema.put("type", "string").put("format", "date");
        }
        if (type == boolean.class || type == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (Set.of(int.class, Integer.class, long.class, Long.class).contains(type)) {
            return schema.put("type", "integer");
        }
        if (type == double.class || type == Double.class) {
            return schema.put("type", "number");
        }
        throw new IllegalArgumentException("There is no schema of a " + type);
    }
}
