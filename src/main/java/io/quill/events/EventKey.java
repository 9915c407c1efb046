package io.quill.events;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Key of an event in the ledger: its source in capitals, a colon, and its id there. */
public record EventKey(String value) {
    private static final char ESCAPE = '~';

    /** In bytes, as the store takes them. */
    private static final int LONGEST = 2_048;

    public EventKey {
        if (value.length() > LONGEST / 3 && value.getBytes(UTF_8).length > LONGEST) {
            throw new IllegalArgumentException(
                    "An event key has %d bytes at most, not '%.40s...'".formatted(LONGEST, value));
        }
        int colon = value.indexOf(':');
        if (colon < 1 || colon == value.length() - 1) {
            throw new IllegalArgumentException("An event key reads SOURCE:id, not '" + value + "'");
        }
    }

    /**
     * Power BI takes texts that differ only in case for one. So that two ids never become one key
     * there, a capital is written as a tilde and its small letter.
     */
    public static EventKey of(String source, String... parts) {
        StringBuilder key = new StringBuilder(source);
        for (String part : parts) {
            key.append(':').append(isPlain(part) ? part : escapeCapitals(part));
        }
        return new EventKey(key.toString());
    }

    private static boolean isPlain(String part) {
        return part.chars().noneMatch(each -> each == ESCAPE || Character.isUpperCase(each));
    }

    private static String escapeCapitals(String part) {
        StringBuilder escaped = new StringBuilder(2 * part.length());
        for (int i = 0; i < part.length(); i++) {
            char each = part.charAt(i);
            if (each == ESCAPE || Character.isUpperCase(each)) {
                escaped.append(ESCAPE);
            }
            escaped.append(Character.toLowerCase(each));
        }
        return escaped.toString();
    }

    public String source() {
        return value.substring(0, value.indexOf(':'));
    }

    @Override
    public String toString() {
        return value;
    }
}
