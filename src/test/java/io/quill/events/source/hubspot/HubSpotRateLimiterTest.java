package io.quill.events.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class HubSpotRateLimiterTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final HubSpotRateLimiter budget =
            new HubSpotRateLimiter(new HubSpotLimits(3, 2), clock);

    @Test
    void allowsSoManyCallsInTenSeconds() {
        budget.reserve(false);
        clock.advance(Duration.ofSeconds(4));
        budget.reserve(false);
        assertThat(budget.reserve(false)).isZero();

        assertThat(budget.reserve(false)).isEqualTo(Duration.ofSeconds(6));
        clock.advance(Duration.ofSeconds(6));
        assertThat(budget.reserve(false)).isZero();
        assertThat(budget.reserve(false)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void allowsSoManySearchesASecond() {
        budget.reserve(true);
        assertThat(budget.reserve(true)).isZero();

        assertThat(budget.reserve(true)).isEqualTo(Duration.ofSeconds(1));
        assertThat(budget.reserve(false)).as("a read is no search").isZero();
    }

    @Test
    void countsASearchAsACall() {
        budget.reserve(true);
        budget.reserve(true);
        budget.reserve(false);
        clock.advance(Duration.ofSeconds(2));

        assertThat(budget.reserve(true)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void staysClosedAsLongAsItWasTold() {
        budget.blockFor(Duration.ofSeconds(30));
        budget.blockFor(Duration.ofSeconds(5));

        assertThat(budget.reserve(false)).isEqualTo(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(budget.reserve(false)).isZero();
    }
}
