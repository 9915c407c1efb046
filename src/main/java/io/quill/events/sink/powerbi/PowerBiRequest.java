package io.quill.events.sink.powerbi;

import java.util.HashMap;
import java.util.Map;

/**
 * HTTP request below the origin: an encoded path, a query that may be blank, and a body that may be
 * empty.
 */
public record PowerBiRequest(
        String method, String path, String query, Map<String, String> headers, byte[] body) {

    public PowerBiRequest {
        headers = Map.copyOf(headers);
    }

    PowerBiRequest withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new PowerBiRequest(method, path, query, more, body);
    }

    /** Leaves out the headers, since they hold the token. */
    @Override
    public String toString() {
        return "Request[" + method + " " + path + ", " + body.length + " bytes]";
    }
}
