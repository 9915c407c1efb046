package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.platform.logging.Covered;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An answer that is no success, in whichever of its many shapes: nested under {@code error} or
 * {@code pbi.error}, a bare message, details with texts or values, a header and no body at all, or
 * no JSON. Its words end in logs and stories, so what they quote of the rows is covered.
 */
record Complaint(int status, String code, String text, String requestId) {
    private static final int LONGEST = 600;
    private static final Set<String> TEXTS =
            Set.of("message", "value", "error_description", "error");

    static Complaint of(Reply.Answer answer) {
        JsonNode body = Json.read(answer.body());
        Set<String> texts = new LinkedHashSet<>();
        gather(body, texts);
        if (texts.isEmpty() && !body.isContainerNode()) {
            texts.add(Json.text(answer.body()).strip());
        }
        String code =
                answer.header("x-powerbi-error-info")
                        .orElseGet(() -> String.join(" ", new LinkedHashSet<>(codes(body))));
        return new Complaint(
                answer.status(),
                code,
                covered(String.join("; ", texts)),
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

    boolean speaksOf(String words) {
        return (code + " " + text).toLowerCase(Locale.ROOT).contains(words);
    }

    boolean isSilent() {
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

    /** The codes of the error itself; those of its details are only labels. */
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

    /** Not all of a long text is looked at, and what is cut off has been covered before. */
    private static String covered(String text) {
        String head = text.substring(0, Math.min(text.length(), 2 * LONGEST));
        return shortened(Covered.text(head));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
