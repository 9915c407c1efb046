package io.quill.events.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Parses times as sources write them: yyyy-MM-dd HH:mm:ss, ISO 8601 with or without a zone, or
 * seconds or milliseconds since 1970. Without a zone it is UTC; hour 24 is the next midnight, and a
 * leap second is the second before it.
 */
public final class TimestampParser {
    /** Note on an event whose source gave no time. */
    public static final String ARRIVAL_TIME = "time of arrival";

    /** Note on an event whose source gave an unreadable time. */
    public static final String UNREADABLE_TIME = "time of arrival: the time told could not be read";

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final long MILLIS_FROM = 100_000_000_000L;
    private static final int SHORTEST = "yyyy-MM-ddTHH:mm".length();
    private static final int LONGEST = 80;
    private static final String SHAPE = "0000-00-00 00:00:00";

    /** Date that some databases write for none. */
    private static final String NO_DATE = "0000-00-00";

    private static final int PLAIN = SHAPE.length();
    private static final int DATE = NO_DATE.length();

    private static final DateTimeFormatter WRITTEN =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendPattern("[XXX][XX][X]")
                    .optionalStart()
                    .appendLiteral('[')
                    .appendZoneRegionId()
                    .appendLiteral(']')
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private TimestampParser() {}

    /** Returns the note for an event, blank if its time could be read. */
    public static String notes(Optional<String> told, Optional<Instant> read) {
        if (read.isPresent()) {
            return "";
        }
        return told.filter(text -> !text.startsWith(NO_DATE)).isPresent()
                ? UNREADABLE_TIME
                : ARRIVAL_TIME;
    }

    /** Returns the time; empty if it cannot be read, or is not between 2000 and 2100. */
    public static Optional<Instant> parse(String text) {
        boolean dated = text.length() >= SHORTEST && text.charAt(4) == '-';
        return (dated ? parseDate(text) : parseEpoch(text))
                .filter(at -> !at.isBefore(EARLIEST) && at.isBefore(LATEST));
    }

    private static Optional<Instant> parseEpoch(String text) {
        OptionalLong epoch = WholeNumber.parse(text);
        if (epoch.isEmpty() || epoch.getAsLong() < 0) {
            return Optional.empty();
        }
        long count = epoch.getAsLong();
        return Optional.of(
                count < MILLIS_FROM ? Instant.ofEpochSecond(count) : Instant.ofEpochMilli(count));
    }

    private static Optional<Instant> parseDate(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String time = text.substring(DATE + 1, Math.min(text.length(), PLAIN));
        if (time.equals("24:00:00")) {
            return parseDate(withTime(text, "00:00:00")).map(at -> at.plus(Duration.ofDays(1)));
        }
        if (time.endsWith(":59:60")) {
            return parseDate(withTime(text, time.substring(0, 2) + ":59:59"))
                    .filter(at -> at.plusSeconds(1).truncatedTo(ChronoUnit.DAYS).isAfter(at));
        }
        if (text.length() == PLAIN && digits(text)) {
            return parsePlain(text);
        }
        String iso =
                text.charAt(DATE) == ' '
                        ? text.substring(0, DATE) + "T" + text.substring(DATE + 1)
                        : text;
        try {
            TemporalAccessor parsed = WRITTEN.parse(iso);
            return Optional.of(
                    parsed.isSupported(ChronoField.INSTANT_SECONDS)
                            ? Instant.from(parsed)
                            : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String withTime(String text, String time) {
        return text.substring(0, DATE + 1) + time + text.substring(PLAIN);
    }

    /** Parses the most common form without the cost of a general parser. */
    private static Optional<Instant> parsePlain(String text) {
        try {
            return Optional.of(
                    LocalDateTime.of(
                                    number(text, 0, 4),
                                    number(text, 5, 7),
                                    number(text, 8, 10),
                                    number(text, 11, 13),
                                    number(text, 14, 16),
                                    number(text, 17, 19))
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean digits(String text) {
        for (int i = 0; i < PLAIN; i++) {
            char wanted = SHAPE.charAt(i);
            char found = text.charAt(i);
            boolean fits =
                    switch (wanted) {
                        case '0' -> found >= '0' && found <= '9';
                        case ' ' -> found == ' ' || found == 'T';
                        default -> found == wanted;
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
