package io.quill.operate.rest;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Collectors;

/** Strict mapping of records to JSON and back. */
public final class RecordJson {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, ToStringSerializer.instance)
                                    .addSerializer(LocalDate.class, ToStringSerializer.instance))
                    .defaultPropertyInclusion(JsonInclude.Value.construct(NON_ABSENT, NON_ABSENT))
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .withCoercionConfig(LogicalType.Textual, RecordJson::refuse)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    private RecordJson() {}

    /** A number in the place of a text is a slip, not a text of digits. */
    private static void refuse(MutableCoercionConfig text) {
        text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /** Error about a value that could not be read, in words for its sender. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String words) {
            super(words);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This cannot be written as JSON: " + value, e);
        }
    }

    public static String text(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** Reads JSON that Quill wrote itself. */
    public static JsonNode readTrusted(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("The stored value is not JSON", e);
        }
    }

    static <T> T read(byte[] json, Class<T> type) throws Unreadable {
        try {
            T read = MAPPER.readValue(json, type);
            if (read == null) {
                throw new Unreadable("null stands where an object should");
            }
            return read;
        } catch (JsonMappingException e) {
            throw new Unreadable(at(e) + firstLine(e));
        } catch (IOException e) {
            throw new Unreadable(firstLine(e));
        }
    }

    private static String at(JsonMappingException fault) {
        String pointer =
                fault.getPath().stream()
                        .map(
                                each ->
                                        "/"
                                                + (each.getFieldName() == null
                                                        ? each.getIndex()
                                                        : each.getFieldName()))
                        .collect(Collectors.joining());
        return pointer.isEmpty() ? "" : pointer + ": ";
    }

    /** Without where in the classes of Quill it would have gone. */
    private static String firstLine(IOException fault) {
        String message =
                fault instanceof JsonProcessingException json
                        ? String.valueOf(json.getOriginalMessage())
                        : String.valueOf(fault.getMessage());
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("Null value for creator property '(\\w+)'.*", "$1 is asked for")
                .replaceAll("(Unrecognized field \"[^\"]*\").*", "$1")
                .replaceAll("\\(?(class|type|of type) [`']?[\\w.$<>]+[`']?\\)?", "")
                .replaceAll("`[\\w.$<>\\[\\]]+`", "what is asked for")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
