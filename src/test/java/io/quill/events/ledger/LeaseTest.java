package io.quill.events.ledger;

import static io.quill.events.ledger.EventFixtures.NINE;

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
        assertThat(first.acquire()).isPresent();
        assertThat(second.acquire()).isEmpty();
    }

    @Test
    void tellsWhetherSomebodyHasIt() {
        assertThat(second.isTaken()).isFalse();

        Guard taken = first.acquire().orElseThrow();
        assertThat(second.isTaken()).isTrue();

        first.release(taken);
        assertThat(second.isTaken()).isFalse();

        first.acquire();
        clock.advance(Duration.ofSeconds(10));
        assertThat(second.isTaken()).isFalse();
    }

    @Test
    void isKeptBeyondItsDeadlineByItsHolderAlone() {
        Guard taken = first.acquire().orElseThrow();
        clock.advance(Duration.ofSeconds(9));
        assertThat(first.extend(taken)).isTrue();

        clock.advance(Duration.ofSeconds(9));
        assertThat(second.acquire()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        second.acquire();
        assertThat(first.extend(taken)).isFalse();
    }

    @Test
    void canBeTakenFromWhoeverHasIt() {
        Guard taken = first.acquire().orElseThrow();

        second.revoke();

        assertThat(second.isTaken()).isFalse();
        assertThat(first.extend(taken)).isFalse();
        assertThat(first.acquire().orElseThrow().number()).isGreaterThan(taken.number());
    }

    @Test
    void keepsItsNumberWhileItIsRenewed() {
        Guard taken = first.acquire().orElseThrow();
        clock.advance(Duration.ofSeconds(9));

        assertThat(first.acquire()).contains(taken);
        clock.advance(Duration.ofSeconds(9));
        assertThat(second.acquire()).isEmpty();
    }

    @Test
    void passesToAnotherAfterItsDeadlineWithAHigherNumber() {
        Guard taken = first.acquire().orElseThrow();
        clock.advance(Duration.ofSeconds(10));

        assertThat(second.acquire().orElseThrow().number()).isGreaterThan(taken.number());
        assertThat(first.acquire()).isEmpty();
    }

    @Test
    void passesAtOnceWhenItIsGivenBack() {
        Guard taken = first.acquire().orElseThrow();
        first.release(taken);

        assertThat(second.acquire().orElseThrow().number()).isGreaterThan(taken.number());
    }

    @Test
    void isNotGivenBackByOneWhoHasLostIt() {
        Guard lost = first.acquire().orElseThrow();
        clock.advance(Duration.ofSeconds(10));
        Guard taken = second.acquire().orElseThrow();

        first.release(lost);

        assertThat(second.acquire()).contains(taken);
    }

    @Test
    void ofADeadProcessIsVoidAtOnceWhereNobodyElseCanWrite() {
        Guard dead = lease("before", "dead").acquire().orElseThrow();

        assertThat(first.acquire().orElseThrow().number()).isGreaterThan(dead.number());
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
            early.acquire();
            assertThat(late.acquire()).isEmpty();

            pass(Duration.ofSeconds(9));
            assertThat(late.acquire()).isEmpty();
            pass(Duration.ofSeconds(1));
            assertThat(late.acquire()).isPresent();
        }

        @Test
        void isLeftToALiveOneWhoseClockIsAhead() {
            Guard taken = early.acquire().orElseThrow();
            for (int i = 0; i < 30; i++) {
                pass(Duration.ofSeconds(2));
                assertThat(early.acquire()).contains(taken);
                assertThat(late.acquire()).isEmpty();
            }
        }

        @Test
        void isTakenAfterATermWhenTheHoldersClockWasSetBack() {
            clock.advance(Duration.ofHours(2));
            late.acquire();
            clock.advance(Duration.ofHours(-2));
            assertThat(early.acquire()).isEmpty();

            pass(Duration.ofSeconds(10));

            assertThat(early.acquire()).isPresent();
        }

        private void pass(Duration time) {
            clock.advance(time);
            ahead.advance(time);
            steady.advance(time);
        }
    }
}
