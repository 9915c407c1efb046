package io.quill.events.dimension.shift;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.dimension.ShiftRow;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Working hours by the clock on the wall; an end not after the start is on the next day. */
record WorkingHours(LocalTime start, LocalTime end, List<Pause> breaks) {
    private static final double SECONDS = 3_600;

    /** Time within that is not worked. */
    record Pause(LocalTime start, LocalTime end) {}

    static WorkingHours of(JsonNode json) {
        List<Pause> breaks = new ArrayList<>();
        json.path("breaks")
                .forEach(each -> breaks.add(new Pause(at(each, "start"), at(each, "end"))));
        return new WorkingHours(at(json, "start"), at(json, "end"), breaks);
    }

    private static LocalTime at(JsonNode json, String name) {
        return LocalTime.parse(json.path(name).asText());
    }

    boolean isOvernight() {
        return !end.isAfter(start);
    }

    /** Returns an error in the hours, if there is one. */
    Optional<String> findError() {
        if (start.equals(end)) {
            return Optional.of("starts and ends at the same time");
        }
        Duration free = Duration.ZERO;
        for (Pause pause : breaks) {
            Duration from = sinceStart(pause.start());
            Duration to = sinceStart(pause.end());
            if (from.compareTo(free) < 0
                    || to.compareTo(from) <= 0
                    || to.compareTo(sinceStart(end)) > 0) {
                return Optional.of(
                        "has a break from %s to %s that is not within, or not after the one before"
                                .formatted(pause.start(), pause.end()));
            }
            free = to;
        }
        return Optional.empty();
    }

    private Duration sinceStart(LocalTime time) {
        Duration since = Duration.between(start, time);
        return since.isNegative() ? since.plusDays(1) : since;
    }

    /** Returns the row of a day, whose clocks may be put forward or back. */
    ShiftRow toRow(LocalDate date, String agentId, ZoneId zone) {
        ZonedDateTime from = at(date, start, zone);
        ZonedDateTime to = at(isOvernight() ? date.plusDays(1) : date, end, zone);
        Duration worked = Duration.between(from, to);
        for (Pause pause : breaks) {
            worked =
                    worked.minus(
                            Duration.between(
                                    at(day(date, pause.start()), pause.start(), zone),
                                    at(day(date, pause.end()), pause.end(), zone)));
        }
        return new ShiftRow(agentId, date, from, to, worked.toSeconds() / SECONDS);
    }

    private LocalDate day(LocalDate date, LocalTime time) {
        return time.isBefore(start) ? date.plusDays(1) : date;
    }

    /** A time that is there twice is the first; one that is skipped is when it was skipped. */
    private static ZonedDateTime at(LocalDate date, LocalTime time, ZoneId zone) {
        LocalDateTime wall = date.atTime(time);
        ZoneOffsetTransition change = zone.getRules().getTransition(wall);
        return change != null && change.isGap()
                ? change.getInstant().atZone(zone)
                : wall.atZone(zone);
    }
}
