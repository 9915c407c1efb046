package io.quill.events;

/**
 * Makes text fit for a table. A lone surrogate is no character: stores and JSON readers each make
 * something else of it, so that a row never equals what was written.
 */
public final class TextSanitizer {
    /** As many UTF-16 units as Power BI takes in one value. */
    public static final int LONGEST_VALUE = 4_000;

    private static final char REPLACEMENT = '\uFFFD';

    private TextSanitizer() {}

    /** The text as a value of a table: sound, and no longer than {@link #LONGEST_VALUE}. */
    public static String sanitize(String text) {
        return cut(replaceLoneSurrogates(text), LONGEST_VALUE);
    }

    /** The text with U+FFFD for each half of a pair that stands alone. */
    public static String replaceLoneSurrogates(String text) {
        for (int i = 0; i < text.length(); i += pairedLength(text, i)) {
            if (isLone(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    /** At most so many UTF-16 units of a sound text; a pair that does not fit goes as a whole. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splits = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, splits ? longest - 1 : longest);
    }

    private static String replaced(String text) {
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
