package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.logging.Redactor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Error response in any of its shapes: nested objects, a bare message, a header without a body, or
 * no JSON. Its words go to logs and stories, so what they quote of the rows is redacted.
 */
record PowerBiError(int status, String code, String text, String requestId) {
    private static final int LONGEST = 600;
    private static final Set<String> TEXTS =
            Set.of("message", "value", "error_description", "error");

    static PowerBiError of(SendResult.Answer answer) {
        JsonNode body = PowerBiJson.read(answer.body());
        Set<String> texts = new LinkedHashSet<>();
        gather(body, texts);
        if (texts.isEmpty() && !body.isContainerNode()) {
            texts.add(PowerBiJson.text(answer.body()).strip());
        }
        String code =
                answer.header("x-powerbi-error-info")
                        .orElseGet(() -> String.join(" ", new LinkedHashSet<>(codes(body))));
        return new PowerBiError(
                answer.status(),
                code,
                redacted(String.join("; ", texts)),
                answer.header("requestid").orElse("none"));
    }

    String words() {
        StringBuilder words = new StringBuilder("HTTP ").append(status);
        if (!code.isEmpty()) {
            words.append(' ').append(code);
        }
        if (!text.isEmpty()) {
            words.append(": ").append(text);
        }
        return words.append(" (RequestId ").append(requestId).append(')').toString();
    }

    boolean hasCode(String... codes) {
        return List.of(codes).stream().anyMatch(List.of(code.split(" "))::contains);
    }

    boolean mentions(String words) {
        return (code + " " + text).toLowerCase(Locale.ROOT).contains(words);
    }

    boolean isEmpty() {
        return code.isEmpty() && text.isEmpty();
    }

    private static void gather(JsonNode node, Set<String> texts) {
        for (var field : node.properties()) {
            JsonNode value = field.getValue();
            if (TEXTS.contains(field.getKey().toLowerCase(Locale.ROOT)) && value.isTextual()) {
                texts.add(value.textValue());
            }
        }
        node.forEach(child -> gather(child, texts));
    }

    /** Returns the codes of the error itself; those of its details are only labels. */
    private static List<String> codes(JsonNode body) {
        List<String> codes = new ArrayList<>();
        JsonNode error = body.path("error");
        for (JsonNode holder : List.of(error, error.path("pbi.error"), body)) {
            String code = holder.path("code").asText();
            if (!code.isEmpty()) {
                codes.add(code);
            }
        }
        return codes;
    }

    /** Redacts the beginning of a text, and cuts it. */
    private static String redacted(String text) {
        String head = text.substring(0, Math.min(text.length(), 2 * LONGEST));
        return shortened(Redactor.redact(head));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
