package io.quill.events.source;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Normalizes an id, however it is written: 1000, "01000", "1E3" and 1000.0 are one id. Zero,
 * negative numbers, "null", and what cannot be part of a ledger key are no ids.
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

    /** Returns the plain digits of a whole number, however it is written. */
    static Optional<String> number(String text) {
        if (WholeNumber.isDigits(text) && text.charAt(0) != '0') {
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
                && hasOnlyKeyCharacters(text);
    }

    private static boolean hasOnlyKeyCharacters(String text) {
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
     * Reads a decimal such as 54363660.0 or 5.436366E7; the bounds stop huge exponents from being
     * written out.
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
