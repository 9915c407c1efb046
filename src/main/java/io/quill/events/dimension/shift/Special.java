package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.Optional;

/** Single days that go before any rule: with other hours, or with none, which is a day off. */
record Special(String name, Who who, Span span, Optional<Hours> hours) {
    static Special exception(JsonNode json) {
        return new Special(
                json.path("name").asText(),
                Who.of(json),
                Span.of(json),
                Optional.of(Hours.of(json)));
    }

    static Special dayOff(JsonNode json) {
        return new Special(
                json.path("name").asText(), Who.of(json), Span.of(json), Optional.empty());
    }

    Optional<LocalDate> clash(Special other) {
        Span both = span.and(other.span);
        return who.equals(other.who) && !both.isEmpty()
                ? Optional.of(both.from())
                : Optional.empty();
    }
}
