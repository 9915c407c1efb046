package io.quill.records.pull.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.http.RetryAfter;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Error answer: its status, and the beginning of its body. */
record ApiErrorResponse(int status, HttpHeaders headers, String body) {
    private static final int MOST_BYTES = 4096;
    private static final int SHOWN = 300;

    static ApiErrorResponse of(int status, HttpHeaders headers, InputStream body)
            throws IOException {
        return new ApiErrorResponse(
                status, headers, new String(body.readNBytes(MOST_BYTES), UTF_8));
    }

    String words() {
        if (status >= 300 && status < 400) {
            return "answered " + status + ": it has moved, and redirects are not followed";
        }
        String plain = body.replaceAll("\\s+", " ").strip();
        String shown = plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
        return "answered " + status + (shown.isEmpty() ? "" : ": " + shown);
    }

    /** Given in seconds or as a date. */
    Optional<Duration> retryAfter(Instant now) {
        return headers.firstValue("Retry-After").flatMap(text -> RetryAfter.parse(text, now));
    }
}
