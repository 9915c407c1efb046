package io.quill.events.dimension.date;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.DateRow;

import java.time.LocalDate;
import java.util.List;

/** Range of days, both ends included. */
record CalendarRange(LocalDate from, LocalDate until) {
    private static final int YEARS = 5;

    static CalendarRange of(JsonNode state, LocalDate today) {
        return state.has("from")
                ? new CalendarRange(
                        LocalDate.parse(state.path("from").asText()),
                        LocalDate.parse(state.path("until").asText()))
                : new CalendarRange(
                        today.minusYears(state.path("yearsBack").asInt(YEARS)),
                        today.plusYears(state.path("yearsAhead").asInt(YEARS)));
    }

    List<DateRow> rows() {
        return from.datesUntil(until.plusDays(1)).map(DateRow::new).toList();
    }

    @Override
    public String toString() {
        return from + " to " + until;
    }
}
