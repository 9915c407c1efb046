package io.quill.events;

/**
 * Makes text fit for a table: stores and JSON readers disagree about lone surrogates, so a row with
 * one would never equal what was written.
 */
public final class TextSanitizer {
    /** Number of UTF-16 units that Power BI accepts in a value. */
    public static final int LONGEST_VALUE = 4_000;

    private static final char REPLACEMENT = '\uFFFD';

    private TextSanitizer() {}

    /**
     * Returns the text as a value of a table: without lone surrogates, and no longer than
     * LONGEST_VALUE.
     */
    public static String sanitize(String text) {
        return truncate(replaceLoneSurrogates(text), LONGEST_VALUE);
    }

    /** Returns the text with U+FFFD for each lone surrogate. */
    public static String replaceLoneSurrogates(String text) {
        for (int i = 0; i < text.length(); i += pairedLength(text, i)) {
            if (isLone(text, i)) {
                return replaceLone(text);
            }
        }
        return text;
    }

    /** Truncates a text to a number of UTF-16 units; a pair that does not fit is left out. */
    public static String truncate(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splits = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, splits ? longest - 1 : longest);
    }

    private static String replaceLone(String text) {
        StringBuilder sound = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += pairedLength(text, i)) {
            if (isLone(text, i)) {
                sound.append(REPLACEMENT);
            } else {
                sound.appendCodePoint(text.codePointAt(i));
            }
        }
        return sound.toString();
    }

    private static boolean isLone(String text, int at) {
        return Character.isSurrogate(text.charAt(at)) && pairedLength(text, at) == 1;
    }

    private static int pairedLength(String text, int at) {
        return Character.charCount(text.codePointAt(at));
    }
}
