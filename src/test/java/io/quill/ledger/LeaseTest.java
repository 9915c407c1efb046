package io.quill.ledger;

import static io.quill.ledger.Events.NINE;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.store.DataStore;
import io.quill.store.Guard;
import io.quill.store.SettableClock;
import io.quill.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LeaseTest {
    private final SettableClock clock = new SettableClock(NINE);
    private final DataStore store = new MemoryStore(clock);

    private Lease lease(String owner, String process) {
        return new Lease(store, clock, "pusher", Duration.ofSeconds(10), owner, process);
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
}
