package io.quill.records.pull.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads an answer as it arrives, with at most one record in memory. */
public final class RecordReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST = 16 << 20;

    /** Takes one record after the other, and says whether it wants more. */
    public interface Taker {
        boolean take(byte[] json) throws IOException;
    }

    private final JsonPointer records;
    private final Set<JsonPointer> metadata;
    private final int most;

    /**
     * Reads answers of one kind.
     *
     * @param records where the list is, or the one record; empty for the whole answer
     * @param beside what else of the answer is wanted
     */
    public RecordReader(JsonPointer records, Set<JsonPointer> beside) {
        this(records, beside, MOST);
    }

    RecordReader(JsonPointer records, Set<JsonPointer> beside, int most) {
        this.records = records;
        this.metadata = Set.copyOf(beside);
        this.most = most;
    }

    /** Reads the records and returns the wanted metadata that is present. */
    public Map<JsonPointer, String> read(InputStream body, Taker taker) throws IOException {
        RecordingInputStream recordingInputStream = new RecordingInputStream(body, most);
        try (JsonParser parser = JSON.createParser(recordingInputStream)) {
            Pass pass = new Pass(parser, recordingInputStream, taker);
            parser.nextToken();
            pass.value(JsonPointer.empty());
            if (!pass.found && !pass.enough) {
                throw new UnexpectedResponseException("has nothing at '" + records + "'");
            }
            return pass.values;
        }
    }

    /** One reading of one answer. */
    private final class Pass {
        private final JsonParser parser;
        private final RecordingInputStream recordingInputStream;
        private final Taker taker;
        private final Map<JsonPointer, String> values = new HashMap<>();
        private boolean found;
        private boolean enough;

        Pass(JsonParser parser, RecordingInputStream recordingInputStream, Taker taker) {
            this.parser = parser;
            this.recordingInputStream = recordingInputStream;
            this.taker = taker;
        }

        void value(JsonPointer place) throws IOException {
            JsonToken token = parser.currentToken();
            if (place.equals(records) && !found) {
                found = true;
                list(token);
            } else if (token == JsonToken.START_OBJECT) {
                members(place);
            } else if (token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (metadata.contains(place) && token != JsonToken.VALUE_NULL) {
                values.put(place, parser.getText());
            }
        }

        private void members(JsonPointer place) throws IOException {
            while (!enough && parser.nextToken() == JsonToken.FIELD_NAME) {
                JsonPointer below = place.appendProperty(parser.currentName());
                parser.nextToken();
                value(below);
            }
        }

        private void list(JsonToken token) throws IOException {
            switch (token) {
                case START_OBJECT -> record();
                case START_ARRAY -> {
                    while (!enough && parser.nextToken() != JsonToken.END_ARRAY) {
                        record();
                    }
                }
                case VALUE_NULL -> {}
                case null, default ->
                        throw new UnexpectedResponseException(
                                "has no list at '" + records + "', but " + token);
            }
        }

        private void record() throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new UnexpectedResponseException(
                        "has a record that is no object, but " + parser.currentToken());
            }
            long start = parser.currentTokenLocation().getByteOffset();
            if (start < 0) {
                throw new UnexpectedResponseException("is not written in UTF-8");
            }
            recordingInputStream.recordFrom(start);
            parser.skipChildren();
            enough =
                    !taker.take(
                            recordingInputStream.recorded(
                                    parser.currentTokenLocation().getByteOffset() + 1));
        }
    }
}
