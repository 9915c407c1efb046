package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.Optional;

/** Single days that override any rule: with other hours, or none, which is a day off. */
record SpecialDays(String name, RuleScope scope, DateRange range, Optional<WorkingHours> hours) {
    static SpecialDays exception(JsonNode json) {
        return new SpecialDays(
                json.path("name").asText(),
                RuleScope.of(json),
                DateRange.of(json),
                Optional.of(WorkingHours.of(json)));
    }

    static SpecialDays dayOff(JsonNode json) {
        return new SpecialDays(
                json.path("name").asText(),
                RuleScope.of(json),
                DateRange.of(json),
                Optional.empty());
    }

    Optional<LocalDate> findOverlap(SpecialDays other) {
        DateRange both = range.intersect(other.range);
        return scope.equals(other.scope) && !both.isEmpty()
                ? Optional.of(both.from())
                : Optional.empty();
    }
}
