package io.quill.records.pull.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
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
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(text -> wait(text, now));
    }

    private static Optional<Duration> wait(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant then =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration wait = Duration.between(now, then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
