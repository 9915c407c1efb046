package io.quill.events.history.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class PriorityLeaseTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final Lease pusher = lease("pusher");

    private Lease lease(String name) {
        return new Lease(store, clock, name, PriorityLease.TERM);
    }

    private Optional<PriorityLease> claim() {
        return PriorityLease.claim(
                new PriorityLease.Leases(lease("pusher-first"), lease("pusher")), clock);
    }

    @Test
    void waitsUntilWhoeverPushesStepsAside() throws InterruptedException {
        Guard pushing = pusher.acquire().orElseThrow();
        PriorityLease way = claim().orElseThrow();

        assertThat(way.acquire(_ -> pusher.release(pushing))).isPresent();
    }

    @Test
    void givesUpOnAPusherThatDoesNotStepAside() throws InterruptedException {
        pusher.acquire();
        PriorityLease way = claim().orElseThrow();

        Optional<Guard> taken =
                way.acquire(
                        time -> {
                            pusher.acquire();
                            way.renew();
                            clock.advance(time);
                        });

        assertThat(taken).isEmpty();
        assertThat(way.isHeld()).isTrue();
    }

    @Test
    void isClaimedByOneAtATime() {
        PriorityLease first = claim().orElseThrow();
        assertThat(claim()).isEmpty();

        first.close();
        assertThat(claim()).isPresent();
    }

    @Test
    void isKeptForAsLongAsItIsRenewed() throws InterruptedException {
        PriorityLease way = claim().orElseThrow();
        way.acquire(clock::advance);

        for (int i = 0; i < 100; i++) {
            clock.advance(PriorityLease.RENEWAL);
            way.renew();
        }

        assertThat(way.isHeld()).isTrue();
        assertThat(pusher.acquire()).isEmpty();
    }

    @Test
    void isFollowedWithinTenSecondsByAPusherWhenItsHolderDies() throws InterruptedException {
        claim().orElseThrow().acquire(clock::advance);

        clock.advance(Duration.ofSeconds(10));

        assertThat(lease("pusher-first").isTaken()).isFalse();
        assertThat(pusher.acquire()).isPresent();
    }

    @Test
    void isLostForGoodWhenItIsRevoked() throws InterruptedException {
        PriorityLease way = claim().orElseThrow();
        way.acquire(clock::advance);

        lease("pusher-first").revoke();
        way.renew();
        way.renew();

        assertThat(way.isHeld()).isFalse();
        way.close();
        assertThat(pusher.acquire()).isPresent();
    }
}
