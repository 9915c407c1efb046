package io.quill.events;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Delivery as it arrived, before anything of it is verified. Header names are in any case. */
public record Envelope(
        String id,
        Instant receivedAt,
        String method,
        String path,
        Map<String, String> headers,
        byte[] body) {

    public Envelope {
        Map<String, String> lowerCase = new HashMap<>();
        headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableMap(lowerCase);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return "Envelope[" + id + ", " + method + " " + path + ", " + body.length + " bytes]";
    }
}
