package io.quill.app.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.operate.client.Answer;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads what Quill answers. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode read(Answer answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("What was answered is no JSON", e);
        }
    }
}
