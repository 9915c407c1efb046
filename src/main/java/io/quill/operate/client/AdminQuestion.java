package io.quill.operate.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Request to the admin API.
 *
 * @param path as it is sent: what stands in it is encoded already
 */
public record AdminQuestion(String method, String path, Map<String, String> query, byte[] body) {
    public AdminQuestion {
        query = Collections.unmodifiableMap(new TreeMap<>(query));
    }

    public static AdminQuestion get(String path) {
        return new AdminQuestion("GET", path, Map.of(), new byte[0]);
    }

    public static AdminQuestion post(String path, String body) {
        return new AdminQuestion("POST", path, Map.of(), body.getBytes(UTF_8));
    }

    public AdminQuestion with(String name, String value) {
        Map<String, String> more = new TreeMap<>(query);
        more.put(name, value);
        return new AdminQuestion(method, path, more, body);
    }

    /** A part of a path, whatever stands in it. */
    public static String part(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Path and query. */
    public String target() {
        String pairs =
                query.entrySet().stream()
                        .map(each -> part(each.getKey()) + "=" + part(each.getValue()))
                        .collect(Collectors.joining("&"));
        return pairs.isEmpty() ? path : path + "?" + pairs;
    }
}
