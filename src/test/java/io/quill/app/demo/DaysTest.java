package io.quill.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

class DaysTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private final Days days = new Days(MONDAY, VIENNA, new Goals(1), new Random(1));

    private static Instant at(LocalDate date, int hour) {
        return date.atTime(LocalTime.of(hour, 0)).atZone(VIENNA).toInstant();
    }

    private static List<LocalDate> dates(List<Happening> some) {
        return some.stream()
                .map(each -> LocalDate.ofInstant(each.at(), VIENNA))
                .distinct()
                .toList();
    }

    @Test
    void tellWhatHappenedSoFarOnce() {
        assertThat(dates(days.until(at(MONDAY, 14)))).containsExactly(MONDAY);
        assertThat(days.until(at(MONDAY, 14))).isEmpty();
    }

    @Test
    void goOnInTheEvening() {
        days.until(at(MONDAY, 19));

        assertThat(days.until(at(MONDAY, 20))).isNotEmpty();
        assertThat(days.working(at(MONDAY, 20))).isNotEmpty();
    }

    @Test
    void restAtNight() {
        days.until(at(MONDAY, 22));

        assertThat(days.until(at(MONDAY.plusDays(1), 8))).isEmpty();
        assertThat(days.working(at(MONDAY.plusDays(1), 3))).isEmpty();
    }

    @Test
    void beginAgainTheNextMorning() {
        days.until(at(MONDAY, 22));

        assertThat(dates(days.until(at(MONDAY.plusDays(1), 11))))
                .containsExactly(MONDAY.plusDays(1));
    }
}
