package io.quill.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A version, ordered as Maven orders those that are met here: numbers as numbers, and what precedes
 * a release before it.
 */
record Version(String text) implements Comparable<Version> {
    /** In their order; the empty one is the release. */
    private static final List<String> QUALIFIERS =
            List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");

    @Override
    public int compareTo(Version other) {
        List<String> these = parts();
        List<String> those = other.parts();
        for (int i = 0; i < Math.max(these.size(), those.size()); i++) {
            int order = compare(part(these, i), part(those, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        for (String part :
                text.toLowerCase(Locale.ROOT).split("[.-]|(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)", -1)) {
            if (!part.isEmpty()) {
                parts.add(released(part));
            }
        }
        return parts;
    }

    private static String released(String part) {
        return switch (part) {
            case "final", "ga", "release" -> "";
            case "cr" -> "rc";
            case "m" -> "milestone";
            case "a" -> "alpha";
            case "b" -> "beta";
            default -> part;
        };
    }

    private static String part(List<String> parts, int at) {
        return at < parts.size() ? parts.get(at) : "";
    }

    private static int compare(String one, String other) {
        boolean numbers = isNumber(one) && isNumber(other);
        if (numbers) {
            return Long.compare(number(one), number(other));
        }
        return Integer.compare(rank(one), rank(other));
    }

    /** Nothing stands for zero beside a number, and for the release beside a word. */
    private static boolean isNumber(String part) {
        return part.isEmpty() || Character.isDigit(part.charAt(0));
    }

    private static long number(String part) {
        return part.isEmpty() ? 0 : Long.parseLong(part);
    }

    private static int rank(String part) {
        if (isNumber(part) && !part.isEmpty()) {
            return QUALIFIERS.size() + 1;
        }
        int known = QUALIFIERS.indexOf(part);
        return known < 0 ? QUALIFIERS.size() : known;
    }
}
