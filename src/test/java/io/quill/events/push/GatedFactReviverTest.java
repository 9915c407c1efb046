package io.quill.events.push;

import static io.quill.events.ledger.EventFixtures.arrival;
import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.EventFixtures;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class GatedFactReviverTest {
    private final SettableClock clock = new SettableClock(EventFixtures.NINE);
    private final MemoryStore store = new MemoryStore(clock);
    private final Ledger ledger = new Ledger(store, clock, Duration.ofDays(14));
    private final Guard guard =
            new Lease(store, clock, "pusher", Duration.ofDays(1)).acquire().orElseThrow();
    private Admission admission = Admission.STRANGER;
    private String roster = "1";
    private final GatedFactReviver gatedFactReviver =
            new GatedFactReviver(new Outbox(store), ledger, _ -> admission, () -> roster, clock);

    private void gate(long id) {
        ledger.hold(List.of(arrival(id)));
        ledger.gate(ledger.find(call(id).key()).orElseThrow());
    }

    private EntryState state(long id) {
        return ledger.find(call(id).key()).map(LedgerEntry::state).orElseThrow();
    }

    @Test
    void letsFactsFlowOnceTheirAgentIsLetIn() {
        for (int id = 0; id < 1_200; id++) {
            gate(id);
        }
        gatedFactReviver.run(guard);
        assertThat(state(0)).isEqualTo(EntryState.GATED);

        admission = Admission.ADMITTED;
        roster = "2";
        gatedFactReviver.run(guard);

        assertThat(new Outbox(store).waiting(EntryState.GATED, 10)).isEmpty();
        assertThat(new Outbox(store).waiting(EntryState.READY, 2_000)).hasSize(1_200);
    }

    /** The gate may have looked at the roster that was, a moment ago. */
    @Test
    void looksOnceMoreAtWhatWasGatedMeanwhile() {
        admission = Admission.ADMITTED;
        gatedFactReviver.run(guard);
        gate(1);

        clock.advance(Duration.ofSeconds(30));
        gatedFactReviver.run(guard);

        assertThat(state(1)).isEqualTo(EntryState.READY);
    }

    @Test
    void leavesTheManyAloneWhileTheRosterIsTheSame() {
        gatedFactReviver.run(guard);
        clock.advance(Duration.ofMinutes(2));
        gate(1);
        admission = Admission.ADMITTED;

        gatedFactReviver.run(guard);

        assertThat(state(1)).isEqualTo(EntryState.GATED);
    }
}
