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

/** A file of YAML or JSON, and on which line each of its values stands. */
public record Document(String file, JsonNode tree, Map<String, Integer> lines) {
    private static final YAMLFactory YAML =
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    public static Reading<Document> read(String file, String text) {
        JsonFactory format = file.endsWith(".json") ? JSON : YAML;
        try {
            JsonNode tree = new ObjectMapper(format).readTree(text);
            return new Reading.Sound<>(new Document(file, tree, lines(format, text)));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String words = e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
            return new Reading.Faulty<>(List.of(new Fault(file, line, "", words)));
        } catch (IOException e) {
            return new Reading.Faulty<>(List.of(new Fault(file, 0, "", "cannot be read: " + e)));
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

    /** At a JSON pointer; a value that is not there stands where its parent does. */
    public Fault fault(String pointer, String words) {
        String place = pointer;
        while (!place.isEmpty() && !lines.containsKey(place)) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return new Fault(file, lines.getOrDefault(place, 0), shown(pointer), words);
    }

    private static String shown(String pointer) {
        String plain = pointer.replace("~1", "/").replace("~0", "~");
        return plain.isEmpty() ? "" : pointer.substring(1).replace('/', '.').replace("~1", "/");
    }
}
