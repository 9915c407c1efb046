package io.quill.events.dimension.shift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.dimension.sync.SyncOutcome;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Shifts on days when the clocks change, worked out by hand from the rules of 2026:
 *
 * <ul>
 *   <li>New York: 8 March 02:00 becomes 03:00 (07:00 UTC), 1 November 02:00 becomes 01:00 (06:00).
 *   <li>London: 29 March 01:00 becomes 02:00 (01:00 UTC), 25 October 02:00 becomes 01:00 (01:00).
 *   <li>Lord Howe, by half an hour: 5 April 02:00 becomes 01:30 (4 April 15:00 UTC), 4 October
 *       02:00 becomes 02:30 (3 October 15:30).
 *   <li>Santiago: 6 September 00:00 becomes 01:00 (04:00 UTC), so that the day has no midnight.
 * </ul>
 */
class ClockChangeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        // the night before, a day, a start that is skipped, an end that is skipped
        "America/New_York, 2026-03-07, 22:00, 06:00, 2026-03-08T03:00:00Z, 2026-03-08T10:00:00Z, 7",
        "America/New_York, 2026-03-08, 09:00, 17:00, 2026-03-08T13:00:00Z, 2026-03-08T21:00:00Z, 8",
        "America/New_York, 2026-03-08, 02:30, 10:00, 2026-03-08T07:00:00Z, 2026-03-08T14:00:00Z, 7",
        "America/New_York, 2026-03-08, 00:00, 02:30, 2026-03-08T05:00:00Z, 2026-03-08T07:00:00Z, 2",
        "America/New_York, 2026-03-08, 02:10, 02:50, 2026-03-08T07:00:00Z, 2026-03-08T07:00:00Z, 0",
        // a start that is there twice, an end that is, both, a whole day
        "America/New_York, 2026-11-01, 01:30, 09:30, 2026-11-01T05:30:00Z, 2026-11-01T14:30:00Z, 9",
        "America/New_York, 2026-10-31, 18:00, 01:30, 2026-10-31T22:00:00Z, 2026-11-01T05:30:00Z, 7.5",
        "America/New_York, 2026-11-01, 01:15, 01:45, 2026-11-01T05:15:00Z, 2026-11-01T05:45:00Z, 0.5",
        "America/New_York, 2026-11-01, 01:45, 01:15, 2026-11-01T05:45:00Z, 2026-11-02T06:15:00Z, 24.5",
        "America/New_York, 2026-11-01, 00:00, 08:00, 2026-11-01T04:00:00Z, 2026-11-01T13:00:00Z, 9",
        "Europe/London, 2026-03-28, 22:00, 06:00, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z, 7",
        "Europe/London, 2026-03-29, 01:15, 09:00, 2026-03-29T01:00:00Z, 2026-03-29T08:00:00Z, 7",
        "Europe/London, 2026-10-25, 01:15, 09:00, 2026-10-25T00:15:00Z, 2026-10-25T09:00:00Z, 8.75",
        "Europe/London, 2026-10-24, 22:00, 06:00, 2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z, 9",
        "Australia/Lord_Howe, 2026-04-04, 22:00, 06:00, 2026-04-04T11:00:00Z, 2026-04-04T19:30:00Z, 8.5",
        "Australia/Lord_Howe, 2026-04-05, 01:45, 09:00, 2026-04-04T14:45:00Z, 2026-04-04T22:30:00Z, 7.75",
        "Australia/Lord_Howe, 2026-10-03, 22:00, 06:00, 2026-10-03T11:30:00Z, 2026-10-03T19:00:00Z, 7.5",
        "Australia/Lord_Howe, 2026-10-04, 02:15, 10:00, 2026-10-03T15:30:00Z, 2026-10-03T23:00:00Z, 7.5",
        "America/Santiago, 2026-09-06, 00:00, 08:00, 2026-09-06T04:00:00Z, 2026-09-06T11:00:00Z, 7"
    })
    void areLaidOutByTheClockOnTheWall(
            ZoneId zone,
            LocalDate date,
            String start,
            String end,
            Instant startUtc,
            Instant endUtc,
            double hours)
            throws IOException {
        JsonNode row = row(zone, date, hours(start, end, ""));

        assertThat(instant(row, "ShiftStartUtc")).isEqualTo(startUtc);
        assertThat(instant(row, "ShiftEndUtc")).isEqualTo(endUtc);
        assertThat(row.path("ShiftHours").asDouble()).isEqualTo(hours);
        assertThat(LocalDateTime.ofInstant(instant(row, "ShiftStartLocal"), ZoneOffset.UTC))
                .isEqualTo(LocalDateTime.ofInstant(startUtc, zone));
        assertThat(row.path("LocalDate").asText()).startsWith(date.toString());
    }

    /** From midnight to 08:00, with a break. */
    @ParameterizedTest
    @CsvSource({
        // half of it is skipped; all of it; half of it is there twice; it is, and counts once
        "America/New_York, 2026-03-08, 01:30, 03:30, 6",
        "America/New_York, 2026-03-08, 02:10, 02:50, 7",
        "America/New_York, 2026-11-01, 01:30, 02:30, 7",
        "America/New_York, 2026-11-01, 01:15, 01:45, 8.5",
        "Australia/Lord_Howe, 2026-10-04, 01:45, 02:45, 7",
        "Australia/Lord_Howe, 2026-04-05, 01:45, 02:15, 7.5"
    })
    void leaveBreaksOut(ZoneId zone, LocalDate date, String from, String to, double hours)
            throws IOException {
        String pause = ",'breaks':[{'start':'%s','end':'%s'}]".formatted(from, to);

        assertThat(row(zone, date, hours("00:00", "08:00", pause)).path("ShiftHours").asDouble())
                .isEqualTo(hours);
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 2026-03-08T05:00:00Z",
        "Europe/London, 2026-10-25, 2026-10-24T23:00:00Z",
        "Australia/Lord_Howe, 2026-10-04, 2026-10-03T13:30:00Z",
        "America/Santiago, 2026-09-06, 2026-09-06T04:00:00Z"
    })
    void beginADayOffWhenTheDayBegins(ZoneId zone, LocalDate date, Instant midnight)
            throws IOException {
        JsonNode row =
                row(
                        zone,
                        date,
                        hours("09:00", "17:00", "")
                                + "],'daysOff':[{'name':'off','date':'%s'}".formatted(date));

        assertThat(instant(row, "ShiftStartUtc")).isEqualTo(midnight);
        assertThat(instant(row, "ShiftEndUtc")).isEqualTo(midnight);
        assertThat(row.path("ShiftHours").asDouble()).isZero();
    }

    private static String hours(String start, String end, String breaks) {
        return "{'name':'all','weekdays':['MON','TUE','WED','THU','FRI','SAT','SUN'],"
                + "'start':'%s','end':'%s'%s}".formatted(start, end, breaks);
    }

    private static JsonNode row(ZoneId zone, LocalDate date, String rules) throws IOException {
        ShiftFixture shiftFixture =
                new ShiftFixture(date.minusDays(3) + "T12:00:00Z", ZoneId.of("UTC"));
        shiftFixture.agent("a", "");
        assertThat(shiftFixture.rules("{'timeZone':'%s','rules':[%s]}".formatted(zone, rules)))
                .isInstanceOf(SyncOutcome.Accepted.class);
        return MAPPER.readTree(shiftFixture.row("a", date));
    }

    private static Instant instant(JsonNode row, String column) {
        return Instant.parse(row.path(column).asText());
    }
}
