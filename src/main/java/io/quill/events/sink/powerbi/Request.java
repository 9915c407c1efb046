package io.quill.events.sink.powerbi;

import java.util.HashMap;
import java.util.Map;

/**
 * One request below the origin: an encoded path, a query that may be blank, and a body that may be
 * empty.
 */
public record Request(
        String method, String path, String query, Map<String, String> headers, byte[] body) {

    public Request {
        headers = Map.copyOf(headers);
    }

    Request withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Request(method, path, query, more, body);
    }

    /** Headers stay out: they hold the token. */
    @Override
    public String toString() {
        return "Request[" + method + " " + path + ", " + body.length + " bytes]";
    }
}
