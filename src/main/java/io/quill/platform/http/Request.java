package io.quill.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** One request; a body that is empty is none. */
public record Request(String method, URI uri, Map<String, String> headers, byte[] body) {
    public Request {
        headers = Map.copyOf(headers);
    }

    public static Request get(URI uri) {
        return new Request("GET", uri, Map.of("Accept", "application/json"), new byte[0]);
    }

    public static Request post(URI uri, String json) {
        Map<String, String> headers =
                Map.of("Accept", "application/json", "Content-Type", "application/json");
        return new Request("POST", uri, headers, json.getBytes(UTF_8));
    }

    public Request bearing(AccessToken token) {
        Map<String, String> more = new HashMap<>(headers);
        more.put("Authorization", "Bearer " + token.value());
        return new Request(method, uri, more, body);
    }

    /** Headers and query stay out: one of them holds the token. */
    @Override
    public String toString() {
        return "Request[" + method + " " + uri.getPath() + ", " + body.length + " bytes]";
    }
}
