package io.quill.event;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One delivery as it arrived: nothing of it is believed yet. Header names are lower case. */
public record Envelope(
        String id,
        Instant receivedAt,
        String method,
        String path,
        Map<String, String> headers,
        byte[] body) {

    public Envelope {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return "Envelope[" + id + ", " + method + " " + path + ", " + body.length + " bytes]";
    }
}
