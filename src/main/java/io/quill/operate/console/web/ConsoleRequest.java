package io.quill.operate.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Request of a browser.
 *
 * @param target the path and query, as they came
 * @param headers by names in lower case
 * @param peer the address at the other end of the connection
 */
public record ConsoleRequest(
        String method, String target, Map<String, String> headers, String peer, String body) {

    private static final String ROOT = "/console";

    public ConsoleRequest {
        headers = Map.copyOf(headers);
    }

    /** The decoded segments after {@code /console}. */
    public List<String> path() {
        String path = target.split("\\?", 2)[0];
        return Arrays.stream(path.substring(Math.min(ROOT.length(), path.length())).split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(ConsoleRequest::decoded)
                .toList();
    }

    public boolean isBelowRoot() {
        String path = target.split("\\?", 2)[0];
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    /** The first value of a query parameter, blank when it is not there. */
    public String query(String name) {
        String[] parts = target.split("\\?", 2);
        return parts.length == 1 ? "" : first(fields(parts[1]), name);
    }

    public String field(String name) {
        return first(fields(body), name);
    }

    /** Every value of a field that may be there more than once, as boxes that are ticked are. */
    public List<String> fieldAll(String name) {
        return fields(body).getOrDefault(name, List.of());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Every value of a cookie: another site of the same domain may have set one of its name. */
    public List<String> cookies(String name) {
        String start = name + "=";
        return header("cookie").stream()
                .flatMap(all -> Arrays.stream(all.split(";", -1)))
                .map(String::strip)
                .filter(each -> each.startsWith(start))
                .map(each -> each.substring(start.length()))
                .distinct()
                .toList();
    }

    /** The same visitor, asking for another page: what the live stream does once a second. */
    ConsoleRequest of(String other) {
        return new ConsoleRequest("GET", other, headers, peer, "");
    }

    boolean isPost() {
        return method.equals("POST");
    }

    private static String first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }

    private static Map<String, List<String>> fields(String encoded) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String each : encoded.split("&", -1)) {
            String[] pair = each.split("=", 2);
            if (pair.length == 2) {
                fields.computeIfAbsent(decoded(pair[0]), _ -> new ArrayList<>())
                        .add(decoded(pair[1]));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    @Override
    public String toString() {
        return "Ask[" + method.toUpperCase(Locale.ROOT) + " " + target + "]";
    }
}
