package io.quill.records.pull.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.records.connector.RateLimit;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class AccountRateLimiterTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private Instant now = START;
    private final List<Duration> pauses = new ArrayList<>();
    private final AccountRateLimiter accountRateLimiter =
            new AccountRateLimiter(
                    new RateLimit(3, Duration.ofMinutes(1), 2), () -> now, this::pass);

    private void pass(Duration time) {
        pauses.add(time);
        now = now.plus(time);
    }

    private void ask() throws InterruptedException {
        accountRateLimiter.acquire();
        accountRateLimiter.release();
    }

    @Test
    void letsAsManyInAsItHas() throws InterruptedException {
        ask();
        ask();
        ask();

        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsUntilTheFirstIsAMinuteAgo() throws InterruptedException {
        ask();
        now = now.plusSeconds(20);
        ask();
        ask();

        ask();

        assertThat(pauses).containsExactly(Duration.ofSeconds(40));
        assertThat(now).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void isClosedAsLongAsTheServiceWantsToBeLeftAlone() throws InterruptedException {
        accountRateLimiter.blockFor(Duration.ofSeconds(23));
        accountRateLimiter.blockFor(Duration.ofSeconds(5));

        ask();

        assertThat(pauses).containsExactly(Duration.ofSeconds(23));
    }
}
