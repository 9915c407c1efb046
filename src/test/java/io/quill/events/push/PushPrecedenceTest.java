package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.ledger.EntryState;
import io.quill.events.push.ScriptedSink.Mood;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class PushPrecedenceTest {
    private final PusherFixture pusherFixture = new PusherFixture(DoubtPolicy.RESEND);
    private final Lease other =
            new Lease(pusherFixture.store, pusherFixture.clock, "pusher", Duration.ofMinutes(3));

    @Test
    void leavesTheRightToPushToWhoeverComesFirst() {
        pusherFixture.hold(1);
        pusherFixture.run();
        pusherFixture.anotherComesFirst = true;
        pusherFixture.hold(2);

        pusherFixture.run();

        assertThat(pusherFixture.pusher.lease()).isEmpty();
        assertThat(pusherFixture.pusher.status()).isEqualTo("a rebuild comes first");
        assertThat(pusherFixture.state(2)).isEqualTo(EntryState.READY);
        assertThat(other.acquire()).isPresent();
    }

    @Test
    void takesNoLeaseThatIsFreeWhileAnotherComesFirst() {
        pusherFixture.anotherComesFirst = true;

        pusherFixture.pusher.keepLease();

        assertThat(pusherFixture.pusher.mayGoOn()).isFalse();
        assertThat(other.acquire()).isPresent();
    }

    @Test
    void finishesWhatIsUnderWayBeforeItStepsAside() {
        pusherFixture.hold(1);
        pusherFixture.sink.moods.add(Mood.IS_NOT_REACHED);
        pusherFixture.sink.moods.add(Mood.TAKES_SILENTLY);
        pusherFixture.sink.meanwhile = () -> pusherFixture.anotherComesFirst = true;

        pusherFixture.run();

        assertThat(pusherFixture.state(1)).isEqualTo(EntryState.SETTLED);
        assertThat(pusherFixture.sink.rows).hasSize(1);
        assertThat(pusherFixture.pusher.lease()).isEmpty();
    }

    @Test
    void stepsAsideFromASinkThatIsAway() {
        pusherFixture.sink.away = true;
        pusherFixture.hold(1);
        pusherFixture.run();
        assertThat(pusherFixture.pusher.lease()).isPresent();

        pusherFixture.anotherComesFirst = true;
        pusherFixture.run();

        assertThat(pusherFixture.pusher.lease()).isEmpty();
    }

    @Test
    void goesOnWhenTheOtherIsDone() {
        pusherFixture.anotherComesFirst = true;
        pusherFixture.hold(1);
        Optional<Guard> first = other.acquire();
        pusherFixture.run();

        other.release(first.orElseThrow());
        pusherFixture.anotherComesFirst = false;
        pusherFixture.run();

        assertThat(pusherFixture.state(1)).isEqualTo(EntryState.SETTLED);
    }
}
