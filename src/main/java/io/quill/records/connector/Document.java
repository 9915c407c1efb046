package io.quill.records.connector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** YAML or JSON file, parsed, with the line of each value. */
public record Document(String file, JsonNode tree, Map<String, Integer> lines) {
    private static final YAMLFactory YAML =
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    public static ParseResult<Document> read(String file, String text) {
        JsonFactory format = file.endsWith(".json") ? JSON : YAML;
        try {
            JsonNode tree = new ObjectMapper(format).readTree(text);
            return new ParseResult.Sound<>(new Document(file, tree, lines(format, text)));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String words = e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
            return new ParseResult.Faulty<>(List.of(new ValidationError(file, line, "", words)));
        } catch (IOException e) {
            return new ParseResult.Faulty<>(
                    List.of(new ValidationError(file, 0, "", "cannot be read: " + e)));
        }
    }

    private static Map<String, Integer> lines(JsonFactory format, String text) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = format.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                lines.putIfAbsent(
                        parser.getParsingContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return lines;
    }

    /** Creates an error at a JSON pointer; a missing value has the line of its parent. */
    public ValidationError fault(String pointer, String words) {
        String place = pointer;
        while (!place.isEmpty() && !lines.containsKey(place)) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return new ValidationError(file, lines.getOrDefault(place, 0), shown(pointer), words);
    }

    private static String shown(String pointer) {
        String plain = pointer.replace("~1", "/").replace("~0", "~");
        return plain.isEmpty() ? "" : pointer.substring(1).replace('/', '.').replace("~1", "/");
    }
}
