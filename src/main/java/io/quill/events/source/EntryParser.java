package io.quill.events.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

import io.quill.events.Envelope;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Parses a body once into its entries: those of an array, or the single object. An object with a
 * duplicate name is rejected alone; a body of more than MOST_ENTRIES is rejected as a whole, since
 * each unreadable entry costs a dead letter.
 */
public final class EntryParser {
    static final int MOST_ENTRIES = 1_000;

    /**
     * Most names in all entries together, since a name takes about a hundred times its bytes in
     * memory.
     */
    static final int MOST_NAMES = 20_000;

    private static final int USUAL_NAMES = 48;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(64)
                                    .maxStringLength(1 << 20)
                                    .maxNameLength(1 << 10)
                                    .maxNumberLength(1 << 10)
                                    .build())
                    .build();

    private final byte[] body;
    private final int start;
    private final JsonParser parser;
    private boolean duplicateName;
    private int names;

    /** More than is taken apart. */
    private static final class Crowded extends IOException {
        private static final long serialVersionUID = 1;

        Crowded(int most, String what) {
            super(
                    "it has more than %,d %s: fetch it, and send it again in parts"
                            .formatted(most, what));
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    private EntryParser(byte[] body, int start, JsonParser parser) {
        this.body = body;
        this.start = start;
        this.parser = parser;
    }

    /** Returns an outcome for each entry, in order; an unreadable one becomes a dead letter. */
    public static List<AdapterOutcome> adapt(
            Envelope envelope, Function<JsonObject, AdapterOutcome> adapter) {
        List<ParsedEntry> entries = parse(envelope.body());
        List<AdapterOutcome> outcomes = new ArrayList<>(entries.size());
        for (ParsedEntry parsedEntry : entries) {
            outcomes.add(
                    switch (parsedEntry) {
                        case ParsedEntry.Event(var event) -> adaptOne(event, adapter);
                        case ParsedEntry.Broken(var reason, var raw) ->
                                new AdapterOutcome.Rejected(reason, raw);
                    });
        }
        return outcomes;
    }

    /** Adapts one event; an exception of the adapter rejects that event alone. */
    private static AdapterOutcome adaptOne(
            JsonObject event, Function<JsonObject, AdapterOutcome> adapter) {
        try {
            return adapter.apply(event);
        } catch (RuntimeException e) {
            return new AdapterOutcome.Rejected(
                    "the adapter failed: " + e.getClass().getSimpleName(), event.raw());
        }
    }

    /** Parses any bytes; a body that cannot be read at all is one unreadable entry. */
    static List<ParsedEntry> parse(byte[] body) {
        if (!Utf8.isValid(body)) {
            return List.of(new ParsedEntry.Broken("the body is not valid UTF-8", body));
        }
        int start = Utf8.textStart(body);
        try (JsonParser parser = JSON.createParser(body, start, body.length - start)) {
            return new EntryParser(body, start, parser).read();
        } catch (Crowded crowded) {
            return List.of(new ParsedEntry.Broken(crowded.getMessage(), body));
        } catch (StreamConstraintsException _) {
            return List.of(
                    new ParsedEntry.Broken("the JSON is too deep or a value too long", body));
        } catch (IOException _) {
            return List.of(new ParsedEntry.Broken("the body is not JSON, or not all of it", body));
        }
    }

    private List<ParsedEntry> read() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return List.of(new ParsedEntry.Broken("the body is empty", body));
        }
        List<ParsedEntry> entries = new ArrayList<>();
        if (first == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (entries.size() == MOST_ENTRIES) {
                    throw new Crowded(MOST_ENTRIES, "entries");
                }
                entries.add(entry());
            }
        } else {
            entries.add(entry());
        }
        if (parser.nextToken() != null) {
            return List.of(new ParsedEntry.Broken("something follows the JSON", body));
        }
        return entries;
    }

    private ParsedEntry entry() throws IOException {
        int from = offset(parser.currentTokenLocation().getByteOffset());
        duplicateName = false;
        Object value = value();
        if (value instanceof JsonObject object && !duplicateName) {
            return new ParsedEntry.Event(object);
        }
        parser.finishToken();
        byte[] raw = Arrays.copyOfRange(body, from, end());
        return new ParsedEntry.Broken(
                duplicateName ? "a name stands twice in one object" : "it is not a JSON object",
                raw);
    }

    private @Nullable Object value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value();
                }
                yield null;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonObject.Literal(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw new IllegalStateException("a parser that waits for no input gave this");
        };
    }

    private JsonObject object() throws IOException {
        int from = offset(parser.currentTokenLocation().getByteOffset());
        Map<String, Object> values = HashMap.newHashMap(USUAL_NAMES);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (++names > MOST_NAMES) {
                throw new Crowded(MOST_NAMES, "names");
            }
            parser.nextToken();
            Object value = value();
            if (values.putIfAbsent(name, value == null ? Nothing.NULL : value) != null) {
                duplicateName = true;
            }
        }
        return new JsonObject(values, body, from, end());
    }

    /** Marker for a null or an array, so that its name counts as taken. */
    private enum Nothing {
        NULL
    }

    private int end() {
        return offset(parser.currentLocation().getByteOffset());
    }

    private int offset(long offset) {
        return start + (int) offset;
    }
}
