package io.quill.events.source.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.SettableClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class RateBudgetTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final RateBudget budget = new RateBudget(new Rates(3, 2), clock);

    @Test
    void allowsSoManyCallsInTenSeconds() {
        budget.take(false);
        clock.advance(Duration.ofSeconds(4));
        budget.take(false);
        assertThat(budget.take(false)).isZero();

        assertThat(budget.take(false)).isEqualTo(Duration.ofSeconds(6));
        clock.advance(Duration.ofSeconds(6));
        assertThat(budget.take(false)).isZero();
        assertThat(budget.take(false)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void allowsSoManySearchesASecond() {
        budget.take(true);
        assertThat(budget.take(true)).isZero();

        assertThat(budget.take(true)).isEqualTo(Duration.ofSeconds(1));
        assertThat(budget.take(false)).as("a read is no search").isZero();
    }

    @Test
    void countsASearchAsACall() {
        budget.take(true);
        budget.take(true);
        budget.take(false);
        clock.advance(Duration.ofSeconds(2));

        assertThat(budget.take(true)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void staysClosedAsLongAsItWasTold() {
        budget.close(Duration.ofSeconds(30));
        budget.close(Duration.ofSeconds(5));

        assertThat(budget.take(false)).isEqualTo(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(budget.take(false)).isZero();
    }
}
