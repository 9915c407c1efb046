package io.quill.events.dimension.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

import io.quill.events.TextSanitizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the payloads of one subject, and reports every error of one at once. */
final class PayloadReader {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final DimensionHandler dimensionHandler;
    private final JsonSchema schema;

    /** Result of reading a payload. */
    sealed interface Read {
        record Sound(JsonNode payload) implements Read {}

        record Unsound(List<PayloadError> faults) implements Read {}
    }

    PayloadReader(DimensionHandler dimensionHandler) {
        this.dimensionHandler = dimensionHandler;
        this.schema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(
                                dimensionHandler.schema(),
                                SchemaValidatorsConfig.builder().locale(Locale.ENGLISH).build());
    }

    Read read(String text) {
        try {
            return check(replaceLoneSurrogates(MAPPER.readTree(text.isBlank() ? "{}" : text)));
        } catch (JsonProcessingException fault) {
            return new Read.Unsound(
                    List.of(
                            new PayloadError(
                                    "", "This is no JSON: " + fault.getOriginalMessage())));
        }
    }

    /** Replaces lone surrogates, which no store gives back as they were. */
    private static JsonNode replaceLoneSurrogates(JsonNode told) {
        return switch (told) {
            case TextNode text ->
                    TextNode.valueOf(TextSanitizer.replaceLoneSurrogates(text.textValue()));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, replaceLoneSurrogates(array.get(i)));
                }
                yield array;
            }
            case ObjectNode object -> {
                object.properties()
                        .forEach(each -> each.setValue(replaceLoneSurrogates(each.getValue())));
                yield object;
            }
            default -> told;
        };
    }

    private Read check(JsonNode payload) {
        List<PayloadError> faults = new ArrayList<>();
        Set<String> broken = new HashSet<>();
        for (ValidationMessage message : schema.validate(payload)) {
            String pointer = message.getInstanceLocation().toString();
            broken.add(pointer);
            faults.add(new PayloadError(pointer, words(message, pointer)));
        }
        faults.addAll(dimensionHandler.validate(payload, pointer -> isValid(pointer, broken)));
        faults.sort(Comparator.comparing(PayloadError::pointer));
        return faults.isEmpty() ? new Read.Sound(payload) : new Read.Unsound(faults);
    }

    private static boolean isValid(String pointer, Set<String> broken) {
        return broken.stream()
                .noneMatch(each -> each.equals(pointer) || each.startsWith(pointer + "/"));
    }

    /** Returns the message without the pointer that the validator begins with. */
    private static String words(ValidationMessage message, String pointer) {
        String words = message.getMessage();
        return words.startsWith(pointer + ": ") ? words.substring(pointer.length() + 2) : words;
    }

    static JsonNode state(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("A stored state is not JSON", fault);
        }
    }
}
