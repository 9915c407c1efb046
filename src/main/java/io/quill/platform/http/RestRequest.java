package io.quill.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Request to an API; an empty body is none. */
public record RestRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
    public RestRequest {
        headers = Map.copyOf(headers);
    }

    public static RestRequest get(URI uri) {
        return new RestRequest("GET", uri, Map.of("Accept", "application/json"), new byte[0]);
    }

    public static RestRequest post(URI uri, String json) {
        Map<String, String> headers =
                Map.of("Accept", "application/json", "Content-Type", "application/json");
        return new RestRequest("POST", uri, headers, json.getBytes(UTF_8));
    }

    public RestRequest withToken(AccessToken token) {
        Map<String, String> more = new HashMap<>(headers);
        more.put("Authorization", "Bearer " + token.value());
        return new RestRequest(method, uri, more, body);
    }

    /** Leaves out headers and query, since one of them holds the token. */
    @Override
    public String toString() {
        return "Request[" + method + " " + uri.getPath() + ", " + body.length + " bytes]";
    }
}
