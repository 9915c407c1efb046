package io.quill.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class SteadyClockTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Instant system = NOON;
    private long nanos = 42;
    private final SteadyClock clock = new SteadyClock(() -> system, () -> nanos);

    @Test
    void beginsAtTheTimeOfTheSystem() {
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void goesOnWhileTheSystemIsSetBack() {
        pass(Duration.ofSeconds(5));
        system = system.minus(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));

        pass(Duration.ofSeconds(7));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(12));
    }

    @Test
    void followsTheSystemAfterASuspension() {
        system = system.plus(Duration.ofMinutes(20));

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1_200));
    }

    @Test
    void countsNoLeapOfTheSystemWhereAWaitMustNotEndEarly() {
        pass(Duration.ofSeconds(5));
        system = system.plus(Duration.ofHours(1));
        pass(Duration.ofSeconds(7));

        assertThat(clock.elapsed().instant()).isEqualTo(NOON.plusSeconds(12));
    }

    @Test
    void staysAheadWhenAnHourTooManyIsTakenBack() {
        system = system.plus(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3_600));
        system = system.minus(Duration.ofHours(1));

        pass(Duration.ofSeconds(3));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(3_603));
    }

    @Test
    void leavesSmallAdjustmentsOfTheSystemAlone() {
        for (int i = 0; i < 1_000; i++) {
            nanos += 10_000_000;
            system = system.plusMillis(9);
            clock.instant();
        }

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        system = system.plus(time);
    }
}
