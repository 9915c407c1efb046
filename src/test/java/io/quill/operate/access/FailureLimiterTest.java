package io.quill.operate.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.SettableClock;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;

class FailureLimiterTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final FailureLimiter failureLimiter = new FailureLimiter(clock);

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            failureLimiter.add(InetAddress.ofLiteral(address));
        }
    }

    private boolean areTooMany(String address) {
        return failureLimiter.isExceeded(InetAddress.ofLiteral(address));
    }

    @Test
    void areBorneAHandfulOfTimes() {
        fail("203.0.113.9", 19);
        assertThat(areTooMany("203.0.113.9")).isFalse();
        fail("203.0.113.9", 1);
        assertThat(areTooMany("203.0.113.9")).isTrue();
    }

    @Test
    void areForgivenOneByOne() {
        fail("203.0.113.9", 20);
        clock.advance(FailureLimiter.REGAINED_AFTER);

        assertThat(areTooMany("203.0.113.9")).isFalse();
        fail("203.0.113.9", 1);
        assertThat(areTooMany("203.0.113.9")).isTrue();
        clock.advance(Duration.ofMinutes(4));
        fail("203.0.113.9", 19);
        assertThat(areTooMany("203.0.113.9")).isFalse();
    }

    @Test
    void ofOneAddressAreNoneOfAnother() {
        fail("203.0.113.9", 20);

        assertThat(areTooMany("203.0.113.10")).isFalse();
    }

    @Test
    void ofOneNetworkOfIpv6CountTogether() {
        fail("2001:db8:1:2::1", 10);
        fail("2001:db8:1:2:ffff::1", 10);

        assertThat(areTooMany("2001:db8:1:2::99")).isTrue();
        assertThat(areTooMany("2001:db8:1:3::1")).isFalse();
    }

    @Test
    void areNotForgivenByAClockThatIsSetBack() {
        fail("203.0.113.9", 20);
        clock.advance(Duration.ofHours(-1));

        assertThat(areTooMany("203.0.113.9")).isTrue();
    }
}
