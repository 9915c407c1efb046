package io.quill.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

class DaySequenceTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private final DaySequence daySequence =
            new DaySequence(MONDAY, VIENNA, new DemoGoals(1), new Random(1));

    private static Instant at(LocalDate date, int hour) {
        return date.atTime(LocalTime.of(hour, 0)).atZone(VIENNA).toInstant();
    }

    private static List<LocalDate> dates(List<DemoEvent> some) {
        return some.stream()
                .map(each -> LocalDate.ofInstant(each.at(), VIENNA))
                .distinct()
                .toList();
    }

    @Test
    void tellWhatHappenedSoFarOnce() {
        assertThat(dates(daySequence.until(at(MONDAY, 14)))).containsExactly(MONDAY);
        assertThat(daySequence.until(at(MONDAY, 14))).isEmpty();
    }

    @Test
    void goOnInTheEvening() {
        daySequence.until(at(MONDAY, 19));

        assertThat(daySequence.until(at(MONDAY, 20))).isNotEmpty();
        assertThat(daySequence.working(at(MONDAY, 20))).isNotEmpty();
    }

    @Test
    void restAtNight() {
        daySequence.until(at(MONDAY, 22));

        assertThat(daySequence.until(at(MONDAY.plusDays(1), 8))).isEmpty();
        assertThat(daySequence.working(at(MONDAY.plusDays(1), 3))).isEmpty();
    }

    @Test
    void beginAgainTheNextMorning() {
        daySequence.until(at(MONDAY, 22));

        assertThat(dates(daySequence.until(at(MONDAY.plusDays(1), 11))))
                .containsExactly(MONDAY.plusDays(1));
    }
}
