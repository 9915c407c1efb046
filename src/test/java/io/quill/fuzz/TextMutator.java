package io.quill.fuzz;

import java.util.List;
import java.util.Random;

/** Texts and numbers that readers of text and numbers tend to get wrong. */
final class TextMutator {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\0",
                    "\ud800",
                    "a\udc00b",
                    "\ud83d",
                    "😀",
                    "e\u0301",
                    "\u202eabc\u202c",
                    "\u2028",
                    "\ufeff",
                    "\uffff",
                    "\r\nX-Injected: 1",
                    "null",
                    "true",
                    "NaN",
                    "-0",
                    "01000",
                    "1E3",
                    "1000.0",
                    "aB",
                    "Ab",
                    "İ",
                    "ß",
                    "' OR 1=1 --",
                    "\"><script>alert(1)</script>",
                    "${jndi:ldap://127.0.0.1/a}",
                    "{{env:HOME}}",
                    "#{T(java.lang.Runtime)}",
                    "${body}",
                    "%s%n%d",
                    "../../../../etc/passwd",
                    "..\\..\\",
                    "2026-02-30",
                    "2026-11-20 24:00:00",
                    "2026-11-20 23:59:60",
                    "+999999999-01-01T00:00:00Z",
                    "0000-00-00 00:00:00",
                    "2026-03-29T02:30:00+01:00",
                    "Europe/Berlin",
                    "EST",
                    "UTC+25",
                    "P1D",
                    "ALOWARE:1",
                    "HUBSPOT:77:0-5:1:created",
                    ":",
                    "::",
                    "FactEvent",
                    "DimAgent",
                    "=cmd|' /C calc'!A0",
                    ",",
                    ";",
                    "[]",
                    "{}");

    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "-0",
                    "-1",
                    "1",
                    "2147483648",
                    "9007199254740993",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "1e400",
                    "-1e400",
                    "1e-400",
                    "0.1",
                    "1e3",
                    "1E999999999",
                    "0.30000000000000004",
                    "3".repeat(400));

    private final Random random;

    TextMutator(Random random) {
        this.random = random;
    }

    String text() {
        return switch (random.nextInt(12)) {
            case 0 -> one(TEXTS) + one(TEXTS);
            case 1 -> one(TEXTS).repeat(1 + random.nextInt(50));
            case 2 -> "x".repeat(3_990 + random.nextInt(20)) + one(TEXTS);
            case 3 -> random.nextInt(8) == 0 ? "y".repeat(random.nextInt(70_000)) : one(NUMBERS);
            case 4 -> anyCharacters();
            default -> one(TEXTS);
        };
    }

    /** A number as JSON writes it, whether or not anything can hold it. */
    String number() {
        return random.nextInt(4) == 0 ? Long.toString(random.nextLong()) : one(NUMBERS);
    }

    private String anyCharacters() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            text.append((char) random.nextInt(0x10000));
        }
        return text.toString();
    }

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Whether something happens that happens once in so many times. */
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }
}
