package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Hours that come back each week. */
record Rule(
        String name,
        Who who,
        Set<DayOfWeek> weekdays,
        Hours hours,
        Span span,
        Optional<ZoneId> zone) {
    static Rule of(JsonNode json) {
        Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        json.path("weekdays").forEach(each -> weekdays.add(weekday(each.asText())));
        return new Rule(
                json.path("name").asText(),
                Who.of(json),
                weekdays,
                Hours.of(json),
                Span.of(json),
                json.has("timeZone")
                        ? Optional.of(ZoneId.of(json.path("timeZone").asText()))
                        : Optional.empty());
    }

    private static DayOfWeek weekday(String word) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().startsWith(word))
                .findFirst()
                .orElseThrow();
    }

    boolean worksOn(LocalDate date) {
        return span.contains(date) && weekdays.contains(date.getDayOfWeek());
    }

    /** A day for which both say something, or into which the hours of one run on. */
    Optional<LocalDate> clash(Rule other) {
        if (!who.equals(other.who)) {
            return Optional.empty();
        }
        return span.and(other.span)
                .week()
                .filter(date -> worksOn(date) && other.worksOn(date))
                .findFirst()
                .or(() -> runsInto(other))
                .or(() -> other.runsInto(this));
    }

    private Optional<LocalDate> runsInto(Rule next) {
        if (!hours.isOvernight() || !hours.end().isAfter(next.hours.start())) {
            return Optional.empty();
        }
        return span.week()
                .filter(date -> worksOn(date) && next.worksOn(date.plusDays(1)))
                .map(date -> date.plusDays(1))
                .findFirst()
                .or(
                        () ->
                                next.span
                                        .week()
                                        .filter(
                                                date ->
                                                        next.worksOn(date)
                                                                && worksOn(date.minusDays(1)))
                                        .findFirst());
    }
}
