package io.quill.events.source;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** Parses a whole number as sources write it: 63, "63", 63.0 or 6.3e1. */
final class WholeNumber {
    private static final int LONGEST = 64;
    private static final int LONG_DIGITS = 18;

    private WholeNumber() {}

    static OptionalLong parse(String text) {
        boolean plain = text.length() <= LONG_DIGITS && isDigits(text);
        return plain ? OptionalLong.of(Long.parseLong(text)) : parseDecimal(text);
    }

    static boolean isDigits(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static OptionalLong parseDecimal(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            boolean fits = (long) number.precision() - number.scale() <= LONG_DIGITS;
            return fits ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}
