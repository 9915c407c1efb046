package io.quill.events.dimension;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When an agent works on a day. The hours are what is left of it without breaks; a day off has none
 * and lasts from midnight to midnight of the same day.
 */
public record ShiftRow(
        String agentId, LocalDate date, ZonedDateTime start, ZonedDateTime end, double hours)
        implements Row {
    public ShiftRow {
        agentId = Cell.id("An agent's id", agentId);
        if (end.isBefore(start) || !(hours >= 0)) {
            throw new IllegalArgumentException(
                    "A shift ends after its start, not from " + start + " to " + end);
        }
    }

    public static ShiftRow dayOff(String agentId, LocalDate date, ZoneId zone) {
        ZonedDateTime midnight = date.atStartOfDay(zone);
        return new ShiftRow(agentId, date, midnight, midnight, 0);
    }

    @Override
    public Dimension dimension() {
        return Dimension.SHIFT;
    }

    @Override
    public String key() {
        return date + "#" + Cell.key(agentId);
    }

    @Override
    public String json() {
        return Cell.row()
                .put("AgentID", agentId)
                .put("LocalDate", Cell.day(date))
                .put("ShiftStartLocal", Cell.local(start.toLocalDateTime()))
                .put("ShiftEndLocal", Cell.local(end.toLocalDateTime()))
                .put("ShiftStartUtc", Cell.moment(start.toInstant()))
                .put("ShiftEndUtc", Cell.moment(end.toInstant()))
                .put("ShiftHours", hours)
                .toString();
    }
}
