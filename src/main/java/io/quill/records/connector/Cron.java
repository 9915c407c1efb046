package io.quill.records.connector;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;

/**
 * Cron expression in UTC: minute, hour, day of the month, month, and day of the week (0 or 7 is
 * Sunday). If both kinds of day are given, a time matches when one of them does.
 */
public final class Cron {
    private static final int YEARS = 5;

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean anyDay;
    private final boolean anyWeekday;

    private Cron(String text, String[] fields) {
        this.text = text;
        minutes = field(fields[0], 0, 59);
        hours = field(fields[1], 0, 23);
        days = field(fields[2], 1, 31);
        months = field(fields[3], 1, 12);
        weekdays = field(fields[4], 0, 7);
        if (weekdays.get(7)) {
            weekdays.set(0);
        }
        anyDay = fields[2].startsWith("*");
        anyWeekday = fields[4].startsWith("*");
    }

    /** An {@link IllegalArgumentException} says what is wrong with it. */
    public static Cron of(String text) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "has " + fields.length + " fields instead of 5: minute hour day month weekday");
        }
        Cron cron = new Cron(text, fields);
        if (cron.last(Instant.parse("2028-12-31T23:59:00Z")).isEmpty()) {
            throw new IllegalArgumentException("never comes");
        }
        return cron;
    }

    /** The last time that it was due, at the given time or before; empty in the last years. */
    public Optional<Instant> last(Instant before) {
        ZonedDateTime time = before.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        ZonedDateTime end = time.minusYears(YEARS);
        while (time.isAfter(end)) {
            if (!fitsDay(time)) {
                time = time.truncatedTo(ChronoUnit.DAYS).minusMinutes(1);
            } else if (!hours.get(time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).minusMinutes(1);
            } else if (!minutes.get(time.getMinute())) {
                time = time.minusMinutes(1);
            } else {
                return Optional.of(time.toInstant());
            }
        }
        return Optional.empty();
    }

    private boolean fitsDay(ZonedDateTime time) {
        boolean day = days.get(time.getDayOfMonth());
        boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
        boolean fits = (anyDay || anyWeekday) ? day && weekday : day || weekday;
        return fits && months.get(time.getMonthValue());
    }

    private static BitSet field(String field, int least, int most) {
        BitSet set = new BitSet();
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            String[] range = stepped[0].split("-", -1);
            if (stepped.length > 2 || range.length > 2) {
                throw new IllegalArgumentException("cannot be read at '" + part + "'");
            }
            boolean star = stepped[0].equals("*");
            int from = star ? least : number(range[0], least, most);
            int to = star || stepped.length == 2 ? most : from;
            to = range.length == 2 ? number(range[1], least, most) : to;
            int step = stepped.length == 2 ? number(stepped[1], 1, most) : 1;
            for (int each = from; each <= to; each += step) {
                set.set(each);
            }
        }
        return set;
    }

    private static int number(String text, int least, int most) {
        if (!text.matches("\\d{1,2}")) {
            throw new IllegalArgumentException("cannot be read at '" + text + "'");
        }
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    "has %d where %d to %d may stand".formatted(number, least, most));
        }
        return number;
    }

    @Override
    public String toString() {
        return text;
    }
}
