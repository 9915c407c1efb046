package io.quill.operate.console.html;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats figures and times for people. */
public final class DisplayFormat {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM HH:mm:ss");

    private DisplayFormat() {}

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** "1 event", "2 events". */
    public static String counted(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    public static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Two units at most: "3 h 12 min", "45 s", "820 ms". */
    public static String duration(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return Math.max(0, time.toMillis()) + " ms";
        }
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return time.toSeconds() + " s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return twoUnits(time.toMinutes(), " min", time.toSecondsPart(), " s");
        }
        if (time.compareTo(Duration.ofDays(2)) < 0) {
            return twoUnits(time.toHours(), " h", time.toMinutesPart(), " min");
        }
        return twoUnits(time.toDays(), " days", time.toHoursPart(), " h");
    }

    private static String twoUnits(long large, String unit, long small, String smaller) {
        return large + unit + (small == 0 ? "" : " " + small + smaller);
    }

    /** A time with what a pointer, and a machine, wants to know about it. */
    public static Html moment(Instant at, ZoneId zone) {
        return Html.html(
                "<time datetime=\"{}\" title=\"{}\">{}</time>",
                at,
                at,
                MOMENT.withLocale(Locale.ENGLISH).format(at.atZone(zone)));
    }

    public static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }

    /** Capitalizes the first letter. */
    public static String capital(String words) {
        return words.isEmpty()
                ? words
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** "TALK_SECONDS" as "talk seconds". */
    public static String plain(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
