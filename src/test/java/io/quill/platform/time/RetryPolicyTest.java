package io.quill.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class RetryPolicyTest {
    private static final Duration FOUR = Duration.ofSeconds(4);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 4", "2, 8", "3, 16", "4, 32", "5, 60", "2000000000, 60"})
    void doublesAPauseUpToTheLongest(int failures, int seconds) {
        assertThat(RetryPolicy.doubling(5, FOUR, MINUTE).pause(failures)).hasSeconds(seconds);
    }

    @Test
    void growsAsItIsTold() {
        assertThat(new RetryPolicy(5, FOUR, 3, MINUTE, 0).pause(3)).hasSeconds(36);
        assertThat(new RetryPolicy(5, FOUR, 1, MINUTE, 0).pause(3)).hasSeconds(4);
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0, 8000", "0.25, 0.5, 9000", "-0.5, 0.5, 6000", "-0.5, 1, 4000"})
    void lengthensOrShortensAPauseByChance(double jitter, double chance, int millis) {
        assertThat(new RetryPolicy(5, FOUR, 2, MINUTE, jitter).pause(2, () -> chance))
                .hasMillis(millis);
    }

    @Test
    void isExhaustedAfterItsLastTry() {
        RetryPolicy three = RetryPolicy.doubling(3, FOUR, MINUTE);

        assertThat(three.isExhausted(2)).isFalse();
        assertThat(three.isExhausted(3)).isTrue();
    }
}
