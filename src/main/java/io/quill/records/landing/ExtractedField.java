package io.quill.records.landing;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * Field of the records that bronze keeps in a column of its own, so that it can be queried without
 * reading them.
 *
 * @param indexed whether it is asked for often
 */
public record ExtractedField(String name, Kind kind, boolean indexed) {
    /** Length of the longest text that is kept. */
    public static final int LONGEST_TEXT = 256;

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    /** What its values are; one that is no such value is kept in its record alone. */
    public enum Kind {
        INT,
        LONG,
        /** Of at most 256 characters. */
        TEXT
    }

    /** Creates a field that was declared once and is no longer filled. */
    public static ExtractedField undeclared(String name) {
        return new ExtractedField(name, Kind.TEXT, false);
    }

    /** Returns the value of a record, or null where it has none of this kind. */
    public @Nullable Object value(RawRecord record) {
        String text = record.columns().getOrDefault(name, "").strip();
        return switch (kind) {
            case INT -> isWhole(text) ? integer(Long.parseLong(text)) : null;
            case LONG -> isWhole(text) ? Long.valueOf(text) : null;
            case TEXT -> text.isEmpty() || text.length() > LONGEST_TEXT ? null : text;
        };
    }

    private static boolean isWhole(String text) {
        return WHOLE.matcher(text).matches();
    }

    private static @Nullable Integer integer(long number) {
        return number == (int) number ? Integer.valueOf((int) number) : null;
    }
}
