package io.quill.app.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.operate.client.HttpAdminClient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Renders JSON as text lines for a person. */
final class TextRenderer {
    private static final int WIDEST = 60;
    private static final int UNAUTHORIZED = 401;

    private TextRenderer() {}

    /** A row each, of these fields. */
    static String table(JsonNode list, String... fields) {
        List<String[]> rows = new ArrayList<>();
        rows.add(fields);
        list.forEach(
                each ->
                        rows.add(
                                Arrays.stream(fields)
                                        .map(field -> cell(each.path(field)))
                                        .toArray(String[]::new)));
        int[] widths = new int[fields.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** A line for each field that is no list. */
    static String fields(JsonNode object) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            if (!each.getValue().isArray()) {
                text.append("%-14s %s%n".formatted(each.getKey(), cell(each.getValue())));
            }
        }
        return text.toString();
    }

    /** Renders an error after RFC 9457. */
    static String problem(JsonNode problem) {
        StringBuilder text = new StringBuilder(problem.path("title").asText());
        if (problem.has("detail")) {
            text.append(": ").append(problem.path("detail").asText());
        }
        if (problem.path("status").asInt() == UNAUTHORIZED) {
            text.append(": ").append(HttpAdminClient.STRANGER);
        }
        text.append('\n');
        problem.path("errors")
                .forEach(
                        each ->
                                text.append("  ")
                                        .append(cell(each.path("pointer")))
                                        .append("  ")
                                        .append(cell(each.path("detail")))
                                        .append('\n'));
        return sanitize(text.toString());
    }

    private static String cell(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        String line = sanitize(text).replace('\n', ' ');
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }

    /** Removes control characters, since strangers sent some of the text. */
    static String sanitize(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
    }
}
