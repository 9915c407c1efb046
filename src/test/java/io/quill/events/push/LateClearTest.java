package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.sink.PushResult;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.GuardLostException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** Facts are emptied by order, and the one that does it is paused meanwhile. */
class LateClearTest {
    private final PusherFixture pusherFixture = new PusherFixture(DoubtPolicy.RESEND);
    private final Lease follower =
            new Lease(pusherFixture.store, pusherFixture.clock, "pusher", Duration.ofSeconds(6));
    private final LateRequests late = new LateRequests(pusherFixture.store, pusherFixture.clock);

    private void ordered() {
        pusherFixture.hold(1);
        pusherFixture.run();
        pusherFixture.pusher.keepLease();
        new ClearOrders(pusherFixture.store).order("FactEvent", "ana", pusherFixture.clock);
    }

    @Test
    void renewsALeaseThatHasNearlyRunOutBeforeAClear() {
        ordered();
        pusherFixture.clock.advance(Duration.ofMillis(5_500));

        pusherFixture.pusher.begin();
        pusherFixture.clock.advance(Duration.ofMillis(5_500));

        assertThat(pusherFixture.sink.rows).isEmpty();
        assertThat(follower.acquire()).isEmpty();
    }

    @Test
    void tellsOfOneThatCameAfterAFollowerTookOver() {
        ordered();
        pusherFixture.sink.meanwhile =
                () -> {
                    pusherFixture.clock.advance(Duration.ofSeconds(7));
                    assertThat(follower.acquire()).isPresent();
                };

        assertThatThrownBy(pusherFixture.pusher::begin).isInstanceOf(GuardLostException.class);

        assertThat(late.factsEmptied()).contains(pusherFixture.clock.instant());
        assertThat(new ClearOrders(pusherFixture.store).pending())
                .as("the follower carries it out itself")
                .hasSize(1);
    }

    @Test
    void tellsNothingOfOneThatTookLongUnderItsLease() {
        ordered();
        pusherFixture.sink.meanwhile = () -> pusherFixture.clock.advance(Duration.ofSeconds(7));

        pusherFixture.pusher.begin();

        assertThat(pusherFixture.sink.rows).isEmpty();
        assertThat(late.factsEmptied()).isEmpty();
    }

    @Test
    void saysSoForAWeek() {
        late.recordLateClear("FactEvent", new PushResult.Taken("request"));
        Instant then = pusherFixture.clock.instant();
        pusherFixture.clock.advance(Duration.ofDays(6));
        assertThat(late.factsEmptied()).contains(then);

        pusherFixture.clock.advance(Duration.ofDays(1));
        assertThat(late.factsEmptied()).isEmpty();
    }

    @Test
    void saysSoUntilTheFactsAreBack() {
        late.recordLateClear("FactEvent", new PushResult.Taken("request"));
        late.clearWarning();

        assertThat(late.factsEmptied()).isEmpty();
    }
}
