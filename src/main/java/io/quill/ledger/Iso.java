package io.quill.ledger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * ISO 8601 of one width, so that the order of the texts is the order of the times. Written out by
 * hand, since every event is stamped and a general formatter takes ten times as long.
 */
final class Iso {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Iso() {}

    static String millis(Instant instant) {
        LocalDateTime at = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        digits(text, at.getYear(), 4).append('-');
        digits(text, at.getMonthValue(), 2).append('-');
        digits(text, at.getDayOfMonth(), 2).append('T');
        digits(text, at.getHour(), 2).append(':');
        digits(text, at.getMinute(), 2).append(':');
        digits(text, at.getSecond(), 2).append('.');
        digits(text, at.getNano() / NANOS_PER_MILLI, 3).append('Z');
        return text.toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        return text.repeat('0', width - digits.length()).append(digits);
    }
}
