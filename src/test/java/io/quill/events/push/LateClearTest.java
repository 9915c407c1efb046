package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.sink.PushResult;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.GuardLost;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** Facts are emptied by order, and the one that does it is paused meanwhile. */
class LateClearTest {
    private final Rig rig = new Rig(InDoubt.RESEND);
    private final Lease follower = new Lease(rig.store, rig.clock, "pusher", Duration.ofSeconds(6));
    private final LateRequests late = new LateRequests(rig.store, rig.clock);

    private void ordered() {
        rig.hold(1);
        rig.run();
        rig.pusher.keepLease();
        new Clearings(rig.store).order("FactEvent", "ana", rig.clock);
    }

    @Test
    void renewsALeaseThatHasNearlyRunOutBeforeAClear() {
        ordered();
        rig.clock.advance(Duration.ofMillis(5_500));

        rig.pusher.begin();
        rig.clock.advance(Duration.ofMillis(5_500));

        assertThat(rig.sink.rows).isEmpty();
        assertThat(follower.hold()).isEmpty();
    }

    @Test
    void tellsOfOneThatCameAfterAFollowerTookOver() {
        ordered();
        rig.sink.meanwhile =
                () -> {
                    rig.clock.advance(Duration.ofSeconds(7));
                    assertThat(follower.hold()).isPresent();
                };

        assertThatThrownBy(rig.pusher::begin).isInstanceOf(GuardLost.class);

        assertThat(late.factsEmptied()).contains(rig.clock.instant());
        assertThat(new Clearings(rig.store).pending())
                .as("the follower carries it out itself")
                .hasSize(1);
    }

    @Test
    void tellsNothingOfOneThatTookLongUnderItsLease() {
        ordered();
        rig.sink.meanwhile = () -> rig.clock.advance(Duration.ofSeconds(7));

        rig.pusher.begin();

        assertThat(rig.sink.rows).isEmpty();
        assertThat(late.factsEmptied()).isEmpty();
    }

    @Test
    void saysSoForAWeek() {
        late.clear("FactEvent", new PushResult.Taken("request"));
        Instant then = rig.clock.instant();
        rig.clock.advance(Duration.ofDays(6));
        assertThat(late.factsEmptied()).contains(then);

        rig.clock.advance(Duration.ofDays(1));
        assertThat(late.factsEmptied()).isEmpty();
    }

    @Test
    void saysSoUntilTheFactsAreBack() {
        late.clear("FactEvent", new PushResult.Taken("request"));
        late.factsAreBack();

        assertThat(late.factsEmptied()).isEmpty();
    }
}
