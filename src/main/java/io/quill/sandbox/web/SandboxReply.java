package io.quill.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reply of a stand-in, or a way of not replying. */
public sealed interface SandboxReply {
    /** The connection stays open, and nothing ever comes. */
    record Silence() implements SandboxReply {}

    /** The connection is closed without a byte. */
    record Drop() implements SandboxReply {}

    /** 200, and a byte of the body every 200 ms. */
    record Drip() implements SandboxReply {}

    /** 200, and a body that goes on for as long as anybody reads it. */
    record Endless() implements SandboxReply {}

    record Answer(int status, Map<String, String> headers, byte[] body) implements SandboxReply {
        public Answer with(String name, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(name, value);
            return new Answer(status, Map.copyOf(more), body);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    static Answer json(int status, JsonNode tree) {
        return typed(status, "application/json; charset=utf-8", SandboxJson.bytes(tree));
    }

    static Answer typed(int status, String type, byte[] body) {
        return new Answer(status, Map.of("Content-Type", type), body);
    }
}
