package io.quill.events.source.standard;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What is signed: id, timestamp and body, with dots between them. */
record Signed(byte[] head, byte[] body) {
    static Signed of(String id, String timestamp, byte[] body) {
        return new Signed(bytes(id + "." + timestamp + "."), body);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
