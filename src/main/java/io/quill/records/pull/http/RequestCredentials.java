package io.quill.records.pull.http;

import java.util.Map;

/** Headers and query parameters that authenticate a request. */
public record RequestCredentials(Map<String, String> headers, Map<String, String> query) {
    public static final RequestCredentials NONE = new RequestCredentials(Map.of(), Map.of());

    public RequestCredentials {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    @Override
    public String toString() {
        return "Signature" + headers.keySet() + query.keySet();
    }
}
