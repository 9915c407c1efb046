package io.quill.records.pull.http;

import java.util.Map;

/** What a request carries to show whose it is. */
public record Signature(Map<String, String> headers, Map<String, String> query) {
    public static final Signature NONE = new Signature(Map.of(), Map.of());

    public Signature {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    @Override
    public String toString() {
        return "Signature" + headers.keySet() + query.keySet();
    }
}
