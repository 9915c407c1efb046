package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.stream.Stream;

/** Range of days, both ends included; either may be open. */
record DateRange(LocalDate from, LocalDate until) {
    private static final int WEEK = 7;

    /** Reads a date, or a range whose ends may be open. */
    static DateRange of(JsonNode json) {
        return json.has("date")
                ? new DateRange(day(json, "date", LocalDate.MIN), day(json, "date", LocalDate.MAX))
                : new DateRange(
                        day(json, "from", LocalDate.MIN), day(json, "until", LocalDate.MAX));
    }

    private static LocalDate day(JsonNode json, String name, LocalDate otherwise) {
        return json.has(name) ? LocalDate.parse(json.path(name).asText()) : otherwise;
    }

    boolean contains(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(until);
    }

    boolean isEmpty() {
        return until.isBefore(from);
    }

    DateRange intersect(DateRange other) {
        return new DateRange(
                from.isAfter(other.from) ? from : other.from,
                until.isBefore(other.until) ? until : other.until);
    }

    /** Returns its days, a week of them at most, after which the weekdays begin again. */
    Stream<LocalDate> firstWeek() {
        if (isEmpty()) {
            return Stream.empty();
        }
        LocalDate first = from.equals(LocalDate.MIN) ? LocalDate.EPOCH : from;
        LocalDate week = first.plusDays(WEEK);
        return first.datesUntil(until.isBefore(week) ? until.plusDays(1) : week);
    }
}
