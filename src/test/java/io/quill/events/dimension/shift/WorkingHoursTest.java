package io.quill.events.dimension.shift;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.ShiftRow;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** In Vienna the clocks go from 02:00 to 03:00 on 29 March 2026, and back on 25 October. */
class WorkingHoursTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final LocalDate FORWARD = LocalDate.of(2026, 3, 29);
    private static final LocalDate BACK = LocalDate.of(2026, 10, 25);

    private static ShiftRow on(LocalDate date, String start, String end) {
        return new WorkingHours(LocalTime.parse(start), LocalTime.parse(end), List.of())
                .toRow(date, "a", VIENNA);
    }

    @Test
    void areOneLessInTheNightThatLosesAnHour() {
        ShiftRow night = on(FORWARD.minusDays(1), "22:00", "06:00");

        assertThat(night.hours()).isEqualTo(7);
        assertThat(night.end().toInstant()).isEqualTo(Instant.parse("2026-03-29T04:00:00Z"));
    }

    @Test
    void areOneMoreInTheNightThatHasAnHourTwice() {
        assertThat(on(BACK.minusDays(1), "22:00", "06:00").hours()).isEqualTo(9);
    }

    @Test
    void beginWhenTheClocksSkipTheirStart() {
        ShiftRow shift = on(FORWARD, "02:30", "03:15");

        assertThat(shift.start().toInstant()).isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(shift.hours()).isEqualTo(0.25);
    }

    @Test
    void areNoneWhereTheClocksSkipThemAll() {
        assertThat(on(FORWARD, "02:10", "02:50").hours()).isZero();
    }

    @Test
    void takeTheFirstOfATimeThatIsThereTwice() {
        ShiftRow shift = on(BACK, "02:15", "02:45");

        assertThat(shift.start().toInstant()).isEqualTo(Instant.parse("2026-10-25T00:15:00Z"));
        assertThat(shift.hours()).isEqualTo(0.5);
    }

    @Test
    void haveBreaksThatTheClocksSkipAsWell() {
        WorkingHours workingHours =
                new WorkingHours(
                        LocalTime.of(0, 0),
                        LocalTime.of(8, 0),
                        List.of(new WorkingHours.Pause(LocalTime.of(1, 30), LocalTime.of(3, 30))));

        assertThat(workingHours.toRow(FORWARD, "a", VIENNA).hours()).isEqualTo(6);
    }
}
