package io.quill.events.board;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/** When an agent works; a day off has no hours. */
public record Shift(Instant start, Instant end, double hours) {
    static Shift of(JsonNode row) {
        return new Shift(
                Instant.parse(row.path("ShiftStartUtc").asText()),
                Instant.parse(row.path("ShiftEndUtc").asText()),
                row.path("ShiftHours").asDouble());
    }

    /** The part of it that is over, from 0 to 1. */
    OptionalDouble elapsed(Instant now) {
        long length = Duration.between(start, end).toMillis();
        if (!(hours > 0) || length <= 0) {
            return OptionalDouble.empty();
        }
        double passed = Duration.between(start, now).toMillis();
        return OptionalDouble.of(Math.clamp(passed / length, 0.0, 1.0));
    }
}
