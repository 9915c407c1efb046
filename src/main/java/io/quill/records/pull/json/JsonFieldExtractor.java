package io.quill.records.pull.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Extracts a few fields of a record without parsing the rest into a tree. */
public final class JsonFieldExtractor {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonFieldExtractor() {}

    /**
     * Extracts fields. A field that is missing or null has no entry; a list or an object counts as
     * an empty text.
     */
    public static Map<JsonPointer, String> extract(byte[] json, Collection<JsonPointer> wanted) {
        Map<JsonPointer, String> found = new HashMap<>();
        Map<JsonPointer, JsonPointer> rests = new HashMap<>();
        wanted.forEach(each -> rests.put(each, each));
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            members(parser, rests, found);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("a record is no JSON, though it was read as such", e);
        }
    }

    private static void members(
            JsonParser parser, Map<JsonPointer, JsonPointer> rests, Map<JsonPointer, String> found)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            Map<JsonPointer, JsonPointer> below = new HashMap<>();
            rests.forEach(
                    (rest, whole) -> {
                        if (rest.matchesProperty(name)) {
                            below.put(rest.tail(), whole);
                        }
                    });
            value(parser, parser.nextToken(), below, found);
        }
    }

    private static void value(
            JsonParser parser,
            JsonToken token,
            Map<JsonPointer, JsonPointer> rests,
            Map<JsonPointer, String> found)
            throws IOException {
        JsonPointer whole = rests.get(JsonPointer.empty());
        if (whole != null && token != JsonToken.VALUE_NULL) {
            found.put(whole, token.isScalarValue() ? parser.getText() : "");
        }
        if (token == JsonToken.START_OBJECT && !rests.isEmpty()) {
            members(parser, rests, found);
        } else {
            parser.skipChildren();
        }
    }
}
