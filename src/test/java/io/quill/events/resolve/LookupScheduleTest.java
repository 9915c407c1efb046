package io.quill.events.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class LookupScheduleTest {
    private static final Instant SEEN = Instant.parse("2026-03-02T09:00:00Z");

    /** The looks that follow each other, as times since it was seen. */
    private static List<Duration> looks() {
        List<Duration> looks = new ArrayList<>();
        Instant now = SEEN;
        while (!LookupSchedule.DEFAULT.isExpired(SEEN, now)) {
            now = LookupSchedule.DEFAULT.nextLookup(SEEN, now);
            looks.add(Duration.between(SEEN, now));
        }
        return looks;
    }

    @Test
    void growsFromFiveMinutes() {
        assertThat(looks().subList(0, 4))
                .containsExactly(
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(40));
    }

    @Test
    void neverLetsADayPass() {
        List<Duration> looks = looks();
        for (int i = 1; i < looks.size(); i++) {
            assertThat(looks.get(i).minus(looks.get(i - 1)))
                    .isLessThanOrEqualTo(Duration.ofHours(24));
        }
    }

    @Test
    void endsAfterFourteenDaysWithALastLook() {
        assertThat(looks().getLast()).isEqualTo(Duration.ofDays(14));
        assertThat(looks()).hasSizeLessThan(30);
    }
}
