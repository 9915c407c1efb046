package io.quill.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

class DemoTimeZoneTest {
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-15T00:00:00Z", "2026-07-15T00:00:00Z"})
    void isSomewhereWheneverTheDemoStarts(String midnight) {
        for (int minutes = 0; minutes < 24 * 60; minutes += 10) {
            Instant now = Instant.parse(midnight).plus(Duration.ofMinutes(minutes));

            assertThat(LocalTime.ofInstant(now, DemoTimeZone.zone(now)))
                    .as("the time in the demo at %s", now)
                    .isBetween(LocalTime.of(13, 0), LocalTime.of(15, 0));
        }
    }
}
