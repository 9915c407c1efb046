package io.quill.events.source.standard;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Signed content: id, timestamp and body, with dots between them. */
record SignedContent(byte[] head, byte[] body) {
    static SignedContent of(String id, String timestamp, byte[] body) {
        return new SignedContent(bytes(id + "." + timestamp + "."), body);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
