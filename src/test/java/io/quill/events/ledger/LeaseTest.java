package io.quill.events.ledger;

import static io.quill.events.ledger.Events.NINE;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.jobs.Lease;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class LeaseTest {
    private final SettableClock clock = new SettableClock(NINE);
    private final DataStore store = new MemoryStore(clock);

    private Lease lease(String owner, String process) {
        return new Lease(store, clock, clock, "pusher", Duration.ofSeconds(10), owner, process);
    }

    private final Lease first = lease("first", "here");
    private final Lease second = lease("second", "here");

    @Test
    void isHeldByOne() {
        assertThat(first.hold()).isPresent();
        assertThat(second.hold()).isEmpty();
    }

    @Test
    void tellsWhetherSomebodyHasIt() {
        assertThat(second.isTaken()).isFalse();

        Guard taken = first.hold().orElseThrow();
        assertThat(second.isTaken()).isTrue();

        first.release(taken);
        assertThat(second.isTaken()).isFalse();

        first.hold();
        clock.advance(Duration.ofSeconds(10));
        assertThat(second.isTaken()).isFalse();
    }

    @Test
    void isKeptBeyondItsDeadlineByItsHolderAlone() {
        Guard taken = first.hold().orElseThrow();
        clock.advance(Duration.ofSeconds(9));
        assertThat(first.keep(taken)).isTrue();

        clock.advance(Duration.ofSeconds(9));
        assertThat(second.hold()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        second.hold();
        assertThat(first.keep(taken)).isFalse();
    }

    @Test
    void canBeTakenFromWhoeverHasIt() {
        Guard taken = first.hold().orElseThrow();

        second.revoke();

        assertThat(second.isTaken()).isFalse();
        assertThat(first.keep(taken)).isFalse();
        assertThat(first.hold().orElseThrow().number()).isGreaterThan(taken.number());
    }

    @Test
    void keepsItsNumberWhileItIsRenewed() {
        Guard taken = first.hold().orElseThrow();
        clock.advance(Duration.ofSeconds(9));

        assertThat(first.hold()).contains(taken);
        clock.advance(Duration.ofSeconds(9));
        assertThat(second.hold()).isEmpty();
    }

    @Test
    void passesToAnotherAfterItsDeadlineWithAHigherNumber() {
        Guard taken = first.hold().orElseThrow();
        clock.advance(Duration.ofSeconds(10));

        assertThat(second.hold().orElseThrow().number()).isGreaterThan(taken.number());
        assertThat(first.hold()).isEmpty();
    }

    @Test
    void passesAtOnceWhenItIsGivenBack() {
        Guard taken = first.hold().orElseThrow();
        first.release(taken);

        assertThat(second.hold().orElseThrow().number()).isGreaterThan(taken.number());
    }

    @Test
    void isNotGivenBackByOneWhoHasLostIt() {
        Guard lost = first.hold().orElseThrow();
        clock.advance(Duration.ofSeconds(10));
        Guard taken = second.hold().orElseThrow();

        first.release(lost);

        assertThat(second.hold()).contains(taken);
    }

    @Test
    void ofADeadProcessIsVoidAtOnceWhereNobodyElseCanWrite() {
        Guard dead = lease("before", "dead").hold().orElseThrow();

        assertThat(first.hold().orElseThrow().number()).isGreaterThan(dead.number());
    }

    /** Two replicas whose clocks on the wall differ; the time that passes is the same for both. */
    @Nested
    class WithClocksThatDiffer {
        private final SettableClock ahead = new SettableClock(NINE.plus(Duration.ofHours(1)));
        private final SettableClock steady = new SettableClock(NINE);
        private final Lease late = replica(clock, "late");
        private final Lease early = replica(ahead, "early");

        private Lease replica(SettableClock wall, String owner) {
            return new Lease(
                    store, wall, steady, "pusher", Duration.ofSeconds(10), owner, "process");
        }

        @Test
        void isTakenFromADeadOneWhoseClockWasAheadAfterATerm() {
            early.hold();
            assertThat(late.hold()).isEmpty();

            pass(Duration.ofSeconds(9));
            assertThat(late.hold()).isEmpty();
            pass(Duration.ofSeconds(1));
            assertThat(late.hold()).isPresent();
        }

        @Test
        void isLeftToALiveOneWhoseClockIsAhead() {
            Guard taken = early.hold().orElseThrow();
            for (int i = 0; i < 30; i++) {
                pass(Duration.ofSeconds(2));
                assertThat(early.hold()).contains(taken);
                assertThat(late.hold()).isEmpty();
            }
        }

        @Test
        void isTakenAfterATermWhenTheHoldersClockWasSetBack() {
            clock.advance(Duration.ofHours(2));
            late.hold();
            clock.advance(Duration.ofHours(-2));
            assertThat(early.hold()).isEmpty();

            pass(Duration.ofSeconds(10));

            assertThat(early.hold()).isPresent();
        }

        private void pass(Duration time) {
            clock.advance(time);
            ahead.advance(time);
            steady.advance(time);
        }
    }
}
