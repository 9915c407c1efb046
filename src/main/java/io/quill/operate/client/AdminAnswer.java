package io.quill.operate.client;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Answer of the admin API. */
public record AdminAnswer(int status, String mediaType, byte[] body) {
    public boolean isFine() {
        return status < 400;
    }

    /** Begun, and not over: the body is the run. */
    public boolean isBegun() {
        return status == 202;
    }

    public boolean isJson() {
        return mediaType.startsWith("application/json")
                || mediaType.startsWith("application/problem+json");
    }

    public String text() {
        return new String(body, UTF_8);
    }
}
