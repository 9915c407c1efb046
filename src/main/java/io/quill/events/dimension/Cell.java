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

/** Values as the tables hold them. */
public final class Cell {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private Cell() {}

    /** A day is its midnight; the model knows no zones, so it is written as if it were UTC. */
    public static String day(LocalDate date) {
        return local(date.atStartOfDay());
    }

    public static String moment(Instant instant) {
        return local(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    static String local(LocalDateTime wall) {
        return MOMENT.format(wall);
    }

    /** The model tells texts apart neither by case nor by blanks at their end. */
    public static String key(String id) {
        return TextSanitizer.replaceLoneSurrogates(id).strip().toLowerCase(Locale.ROOT);
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

    /** A text that is longer than the service takes would have the whole batch refused. */
    static String text(String text) {
        return TextSanitizer.sanitize(text.strip());
    }

    static ObjectNode row() {
        return JsonNodeFactory.instance.objectNode();
    }
}
