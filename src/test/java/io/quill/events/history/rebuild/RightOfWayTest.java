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

class RightOfWayTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T09:00:00Z"));
    private final MemoryStore store = new MemoryStore(clock);
    private final Lease pusher = lease("pusher");

    private Lease lease(String name) {
        return new Lease(store, clock, name, RightOfWay.TERM);
    }

    private Optional<RightOfWay> claim() {
        return RightOfWay.claim(
                new RightOfWay.Leases(lease("pusher-first"), lease("pusher")), clock);
    }

    @Test
    void waitsUntilWhoeverPushesStepsAside() throws InterruptedException {
        Guard pushing = pusher.hold().orElseThrow();
        RightOfWay way = claim().orElseThrow();

        assertThat(way.take(_ -> pusher.release(pushing))).isPresent();
    }

    @Test
    void givesUpOnAPusherThatDoesNotStepAside() throws InterruptedException {
        pusher.hold();
        RightOfWay way = claim().orElseThrow();

        Optional<Guard> taken =
                way.take(
                        time -> {
                            pusher.hold();
                            way.renew();
                            clock.advance(time);
                        });

        assertThat(taken).isEmpty();
        assertThat(way.holds()).isTrue();
    }

    @Test
    void isClaimedByOneAtATime() {
        RightOfWay first = claim().orElseThrow();
        assertThat(claim()).isEmpty();

        first.close();
        assertThat(claim()).isPresent();
    }

    @Test
    void isKeptForAsLongAsItIsRenewed() throws InterruptedException {
        RightOfWay way = claim().orElseThrow();
        way.take(clock::advance);

        for (int i = 0; i < 100; i++) {
            clock.advance(RightOfWay.RENEWAL);
            way.renew();
        }

        assertThat(way.holds()).isTrue();
        assertThat(pusher.hold()).isEmpty();
    }

    @Test
    void isFollowedWithinTenSecondsByAPusherWhenItsHolderDies() throws InterruptedException {
        claim().orElseThrow().take(clock::advance);

        clock.advance(Duration.ofSeconds(10));

        assertThat(lease("pusher-first").isTaken()).isFalse();
        assertThat(pusher.hold()).isPresent();
    }

    @Test
    void isLostForGoodWhenItIsRevoked() throws InterruptedException {
        RightOfWay way = claim().orElseThrow();
        way.take(clock::advance);

        lease("pusher-first").revoke();
        way.renew();
        way.renew();

        assertThat(way.holds()).isFalse();
        way.close();
        assertThat(pusher.hold()).isPresent();
    }
}
