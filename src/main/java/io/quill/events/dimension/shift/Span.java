package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.stream.Stream;

/** The days from one to another, both included. */
record Span(LocalDate from, LocalDate until) {
    private static final int WEEK = 7;

    /** A date, or what lies between two that may both be open. */
    static Span of(JsonNode json) {
        return json.has("date")
                ? new Span(day(json, "date", LocalDate.MIN), day(json, "date", LocalDate.MAX))
                : new Span(day(json, "from", LocalDate.MIN), day(json, "until", LocalDate.MAX));
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

    Span and(Span other) {
        return new Span(
                from.isAfter(other.from) ? from : other.from,
                until.isBefore(other.until) ? until : other.until);
    }

    /** Each of its days, or a week of them, after which the weekdays begin again. */
    Stream<LocalDate> week() {
        if (isEmpty()) {
            return Stream.empty();
        }
        LocalDate first = from.equals(LocalDate.MIN) ? LocalDate.EPOCH : from;
        LocalDate week = first.plusDays(WEEK);
        return first.datesUntil(until.isBefore(week) ? until.plusDays(1) : week);
    }
}
