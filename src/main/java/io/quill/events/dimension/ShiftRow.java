package io.quill.events.dimension;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Row of an agent's shift on a day. The hours are without breaks; a day off has none and lasts from
 * midnight to the same midnight.
 */
public record ShiftRow(
        String agentId, LocalDate date, ZonedDateTime start, ZonedDateTime end, double hours)
        implements DimensionRow {
    public ShiftRow {
        agentId = CellFormat.id("An agent's id", agentId);
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
        return date + "#" + CellFormat.foldKey(agentId);
    }

    @Override
    public String json() {
        return CellFormat.newRow()
                .put("AgentID", agentId)
                .put("LocalDate", CellFormat.day(date))
                .put("ShiftStartLocal", CellFormat.local(start.toLocalDateTime()))
                .put("ShiftEndLocal", CellFormat.local(end.toLocalDateTime()))
                .put("ShiftStartUtc", CellFormat.timestamp(start.toInstant()))
                .put("ShiftEndUtc", CellFormat.timestamp(end.toInstant()))
                .put("ShiftHours", hours)
                .toString();
    }
}
