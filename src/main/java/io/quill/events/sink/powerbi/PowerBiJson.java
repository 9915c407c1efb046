package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads and writes the service's JSON. */
final class PowerBiJson {
    static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PowerBiJson() {}

    /** Reads JSON; what is none reads as missing, such as an error page. */
    static JsonNode read(byte[] body) {
        try {
            return MAPPER.readTree(text(body));
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    /** Decodes a body without its byte order mark, with which answers to queries begin. */
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
