package io.quill.events.source;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An id of a source as text, never by way of a double. Both sources number what they have, and send
 * a number as such or as a text, so that 1000, "01000", "1E3" and 1000.0 are one id. Zero, negative
 * numbers and the word "null" stand for none; whatever could not be part of a ledger key is none
 * either.
 */
final class Identifier {
    private static final int LONGEST = 64;

    private Identifier() {}

    static Optional<String> ofText(String text) {
        return number(text).or(() -> Optional.of(text)).filter(Identifier::isUsable);
    }

    static Optional<String> ofNumber(String literal) {
        return number(literal).filter(Identifier::isUsable);
    }

    /** The plain digits of a text that is a whole number, however it is written. */
    static Optional<String> number(String text) {
        if (Whole.isDigits(text) && text.charAt(0) != '0') {
            return Optional.of(text);
        }
        boolean begun = !text.isEmpty() && "0123456789+-.".indexOf(text.charAt(0)) >= 0;
        return begun ? ofDecimal(text) : Optional.empty();
    }

    private static boolean isUsable(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.charAt(0) != '-'
                && !text.equals("0")
                && !text.equalsIgnoreCase("null")
                && belongs(text);
    }

    private static boolean belongs(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /**
     * 54363660.0 and 5.436366E7 are 54363660; the bounds keep an absurd exponent from unfolding.
     */
    private static Optional<String> ofDecimal(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            boolean whole = number.scale() <= 0 && number.scale() > -LONGEST;
            return whole ? Optional.of(number.toBigInteger().toString()) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
