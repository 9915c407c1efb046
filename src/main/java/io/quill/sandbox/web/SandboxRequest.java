package io.quill.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Request to a stand-in: header names in lower case, path and body as they were sent. */
public record SandboxRequest(
        String method, String path, String query, Map<String, String> headers, byte[] body) {
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(pairs(query).get(name));
    }

    public Map<String, String> queries() {
        return pairs(query);
    }

    public Map<String, String> form() {
        return pairs(new String(body, UTF_8));
    }

    /** The parts of the path, each decoded by itself. */
    public List<String> segments() {
        return Arrays.stream(path.split("/", -1))
                .skip(1)
                .map(part -> decoded(part.replace("+", "%2B")))
                .toList();
    }

    public Optional<JsonNode> json() {
        return SandboxJson.read(body);
    }

    private static Map<String, String> pairs(String encoded) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return pairs;
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException _) {
            return encoded;
        }
    }
}
