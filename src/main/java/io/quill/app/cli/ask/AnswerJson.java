package io.quill.app.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.operate.client.AdminAnswer;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Parses answers of the admin API. */
final class AnswerJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AnswerJson() {}

    static JsonNode read(AdminAnswer adminAnswer) {
        try {
            return MAPPER.readTree(adminAnswer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("The answer is not JSON", e);
        }
    }
}
