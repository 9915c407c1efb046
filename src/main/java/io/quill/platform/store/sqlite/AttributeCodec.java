package io.quill.platform.store.sqlite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

import io.quill.platform.store.Value;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Encodes attributes as JSON that a person can read with the sqlite3 shell; bytes become {"b64":
 * "..."}.
 */
final class AttributeCodec {
    private static final String BYTES = "b64";
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build();

    private AttributeCodec() {}

    static String encode(Map<String, Value> attributes) {
        BufferRecycler buffers = JSON._getBufferRecycler();
        try (SegmentedStringWriter text = new SegmentedStringWriter(buffers)) {
            try (JsonGenerator json = JSON.createGenerator(text)) {
                json.writeStartObject();
                for (Map.Entry<String, Value> attribute : attributes.entrySet()) {
                    json.writeFieldName(attribute.getKey());
                    write(json, attribute.getValue());
                }
                json.writeEndObject();
            }
            return text.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException("Attributes cannot be written as JSON", e);
        } finally {
            buffers.releaseToPool();
        }
    }

    private static void write(JsonGenerator json, Value value) throws IOException {
        switch (value) {
            case Value.Text(String text) -> json.writeString(text);
            case Value.Whole(long number) -> json.writeNumber(number);
            case Value.Bytes(byte[] bytes) -> {
                json.writeStartObject();
                json.writeBinaryField(BYTES, bytes);
                json.writeEndObject();
            }
        }
    }

    static Map<String, Value> decode(String text) {
        Map<String, Value> attributes = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                attributes.put(name, read(json));
            }
            return attributes;
        } catch (IOException e) {
            throw new UncheckedIOException("The file has attributes that Quill did not write", e);
        }
    }

    private static Value read(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> new Value.Text(json.getText());
            case VALUE_NUMBER_INT -> new Value.Whole(json.getLongValue());
            case START_OBJECT -> readBytes(json);
            default -> throw new IOException("Unexpected " + json.currentToken());
        };
    }

    private static Value readBytes(JsonParser json) throws IOException {
        json.nextToken();
        json.nextToken();
        byte[] bytes = json.getBinaryValue();
        json.nextToken();
        return new Value.Bytes(bytes);
    }
}
