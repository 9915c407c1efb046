package io.quill.events.dimension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.TextSanitizer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Notation of values in the tables, and folding of keys. */
public final class CellFormat {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private CellFormat() {}

    /** Writes a day as its midnight, as if in UTC, since the model knows no zones. */
    public static String day(LocalDate date) {
        return local(date.atStartOfDay());
    }

    public static String timestamp(Instant instant) {
        return local(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    static String local(LocalDateTime wall) {
        return MOMENT.format(wall);
    }

    /** Folds an id as the model compares texts: without case and without blanks at the end. */
    public static String foldKey(String id) {
        return TextSanitizer.replaceLoneSurrogates(id).strip().toLowerCase(Locale.ROOT);
    }

    /** Returns the bare id of an agent, or refuses one that no row can have. */
    public static String agentId(String id) {
        return id("An agent's id", id);
    }

    static String id(String what, String id) {
        String bare = TextSanitizer.replaceLoneSurrogates(id).strip();
        boolean odd = bare.chars().anyMatch(Character::isISOControl);
        if (bare.isEmpty() || bare.length() > 200 || odd) {
            throw new IllegalArgumentException(
                    what + " is a text of 1 to 200 characters, not '%.80s'".formatted(id));
        }
        return bare;
    }

    /**
     * Cuts and cleans a text; one longer than the service takes would have the whole batch refused.
     */
    static String text(String text) {
        return TextSanitizer.sanitize(text.strip());
    }

    static ObjectNode newRow() {
        return JsonNodeFactory.instance.objectNode();
    }
}
