package io.quill.events.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.ledger.State;
import io.quill.events.push.FakeSink.Mood;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class PrecedenceTest {
    private final Rig rig = new Rig(InDoubt.RESEND);
    private final Lease other = new Lease(rig.store, rig.clock, "pusher", Duration.ofMinutes(3));

    @Test
    void leavesTheRightToPushToWhoeverComesFirst() {
        rig.hold(1);
        rig.run();
        rig.anotherComesFirst = true;
        rig.hold(2);

        rig.run();

        assertThat(rig.pusher.lease()).isEmpty();
        assertThat(rig.pusher.standing()).isEqualTo("a rebuild comes first");
        assertThat(rig.state(2)).isEqualTo(State.READY);
        assertThat(other.hold()).isPresent();
    }

    @Test
    void takesNoLeaseThatIsFreeWhileAnotherComesFirst() {
        rig.anotherComesFirst = true;

        rig.pusher.keepLease();

        assertThat(rig.pusher.mayGoOn()).isFalse();
        assertThat(other.hold()).isPresent();
    }

    @Test
    void finishesWhatIsUnderWayBeforeItStepsAside() {
        rig.hold(1);
        rig.sink.moods.add(Mood.IS_NOT_REACHED);
        rig.sink.moods.add(Mood.TAKES_SILENTLY);
        rig.sink.meanwhile = () -> rig.anotherComesFirst = true;

        rig.run();

        assertThat(rig.state(1)).isEqualTo(State.SETTLED);
        assertThat(rig.sink.rows).hasSize(1);
        assertThat(rig.pusher.lease()).isEmpty();
    }

    @Test
    void stepsAsideFromASinkThatIsAway() {
        rig.sink.away = true;
        rig.hold(1);
        rig.run();
        assertThat(rig.pusher.lease()).isPresent();

        rig.anotherComesFirst = true;
        rig.run();

        assertThat(rig.pusher.lease()).isEmpty();
    }

    @Test
    void goesOnWhenTheOtherIsDone() {
        rig.anotherComesFirst = true;
        rig.hold(1);
        Optional<Guard> first = other.hold();
        rig.run();

        other.release(first.orElseThrow());
        rig.anotherComesFirst = false;
        rig.run();

        assertThat(rig.state(1)).isEqualTo(State.SETTLED);
    }
}
