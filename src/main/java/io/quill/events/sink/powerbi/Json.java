package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads leniently, writes plainly. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Json() {}

    /** What is no JSON reads as missing: an error page has no fields. */
    static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(text(body));
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    /** Answers to queries begin with a byte order mark, which no parser likes. */
    static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
