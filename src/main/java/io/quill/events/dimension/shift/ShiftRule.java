package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Rule of hours that come back each week. */
record ShiftRule(
        String name,
        RuleScope scope,
        Set<DayOfWeek> weekdays,
        WorkingHours hours,
        DateRange range,
        Optional<ZoneId> zone) {
    static ShiftRule of(JsonNode json) {
        Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        json.path("weekdays").forEach(each -> weekdays.add(weekday(each.asText())));
        return new ShiftRule(
                json.path("name").asText(),
                RuleScope.of(json),
                weekdays,
                WorkingHours.of(json),
                DateRange.of(json),
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
        return range.contains(date) && weekdays.contains(date.getDayOfWeek());
    }

    /** Returns a day that both rules name, or into which one's hours run. */
    Optional<LocalDate> findOverlap(ShiftRule other) {
        if (!scope.equals(other.scope)) {
            return Optional.empty();
        }
        return range.intersect(other.range)
                .firstWeek()
                .filter(date -> worksOn(date) && other.worksOn(date))
                .findFirst()
                .or(() -> runsInto(other))
                .or(() -> other.runsInto(this));
    }

    private Optional<LocalDate> runsInto(ShiftRule next) {
        if (!hours.isOvernight() || !hours.end().isAfter(next.hours.start())) {
            return Optional.empty();
        }
        return range.firstWeek()
                .filter(date -> worksOn(date) && next.worksOn(date.plusDays(1)))
                .map(date -> date.plusDays(1))
                .findFirst()
                .or(
                        () ->
                                next.range
                                        .firstWeek()
                                        .filter(
                                                date ->
                                                        next.worksOn(date)
                                                                && worksOn(date.minusDays(1)))
                                        .findFirst());
    }
}
