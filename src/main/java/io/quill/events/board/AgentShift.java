package io.quill.events.board;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/** Shift of an agent; a day off has no hours. */
public record AgentShift(Instant start, Instant end, double hours) {
    static AgentShift of(JsonNode row) {
        return new AgentShift(
                Instant.parse(row.path("ShiftStartUtc").asText()),
                Instant.parse(row.path("ShiftEndUtc").asText()),
                row.path("ShiftHours").asDouble());
    }

    /** Returns the elapsed part of the shift, from 0 to 1; none on a day off. */
    OptionalDouble elapsed(Instant now) {
        if (!(hours > 0)) {
            return OptionalDouble.empty();
        }
        double passed = Duration.between(start, now).toMillis();
        double length = Duration.between(start, end).toMillis();
        return OptionalDouble.of(passed <= 0 ? 0 : passed >= length ? 1 : passed / length);
    }
}
