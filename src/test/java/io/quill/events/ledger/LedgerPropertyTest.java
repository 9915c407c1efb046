package io.quill.events.ledger;

import static io.quill.events.ledger.EventFixtures.arrival;
import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.EventKey;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two pushers reach for the same events, lose their lease, die half-way, and read an index that
 * lags; whatever the order, an event is offered until it is settled, never after, and is in one
 * batch at most.
 */
class LedgerPropertyTest {
    private static final int EVENTS = 6;

    enum Deed {
        HOLD,
        TAKE_LEASE,
        CLAIM,
        SETTLE,
        SETTLE_HALF,
        RELEASE,
        RELEASE_HALF,
        LET_TIME_PASS,
        FREEZE_INDEX,
        THAW_INDEX
    }

    record Step(Deed deed, int pusher, int event) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(Deed.values()),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, EVENTS - 1))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    @Property(tries = 1500)
    void offersAnEventUntilItIsSettledAndNeverAfter(@ForAll("histories") List<Step> history) {
        World world = new World();
        for (Step step : history) {
            world.perform(step);
            world.check();
        }
        world.drain();
        assertThat(world.settled).isEqualTo(world.held);
    }

    /**
     * The store and two pushers; what it notes beside them is what a batch's own record would say.
     */
    private static final class World {
        private final SettableClock clock = new SettableClock(EventFixtures.NINE);
        private final LaggingStore store = new LaggingStore(new MemoryStore(clock));
        private final Ledger ledger = new Ledger(store, clock, Duration.ofDays(14));
        private final Outbox outbox = new Outbox(store);
        private final List<Lease> leases = List.of(lease("a"), lease("b"));
        private final Map<Integer, Guard> guards = new HashMap<>();
        private final Map<Long, Set<EventKey>> openBatches = new HashMap<>();
        private final Set<EventKey> held = new HashSet<>();
        private final Set<EventKey> settled = new HashSet<>();
        private long lastBatch;

        private Lease lease(String owner) {
            return new Lease(store, clock, clock, "pusher", Duration.ofSeconds(10), owner, "here");
        }

        void perform(Step step) {
            switch (step.deed()) {
                case HOLD -> hold(step.event());
                case TAKE_LEASE ->
                        leases.get(step.pusher())
                                .acquire()
                                .ifPresent(guard -> guards.put(step.pusher(), guard));
                case CLAIM -> claim(step.pusher());
                case SETTLE -> finish(step.pusher(), true, 1);
                case SETTLE_HALF -> finish(step.pusher(), true, 2);
                case RELEASE -> finish(step.pusher(), false, 1);
                case RELEASE_HALF -> finish(step.pusher(), false, 2);
                case LET_TIME_PASS -> clock.advance(Duration.ofSeconds(7));
                case FREEZE_INDEX -> store.freeze();
                case THAW_INDEX -> store.thaw();
            }
        }

        private void hold(int event) {
            HoldResult holdResult = ledger.hold(List.of(arrival(event))).getFirst();
            assertThat(holdResult == HoldResult.HELD).isEqualTo(held.add(call(event).key()));
        }

        private void claim(int pusher) {
            Optional<Guard> guard = Optional.ofNullable(guards.get(pusher));
            if (guard.isEmpty()) {
                return;
            }
            List<LedgerEntry> seen = outbox.waiting(EntryState.READY, 24);
            boolean leading = leads(guard.get());
            try {
                lastBatch++;
                List<LedgerEntry> claimed =
                        ledger.guardedBy(guard.get()).bindToBatch(seen, lastBatch);
                assertThat(leading).as("only the leader claims").isTrue();
                Set<EventKey> keys = new HashSet<>(claimed.stream().map(LedgerEntry::key).toList());
                openBatches.forEach(
                        (_, open) -> assertThat(keys).doesNotContainAnyElementsOf(open));
                assertThat(settled).noneMatch(keys::contains);
                openBatches.put(lastBatch, keys);
                openBatches.values().removeIf(Set::isEmpty);
            } catch (GuardLostException _) {
                assertThat(leading).as("the leader is not refused").isFalse();
            }
        }

        private void finish(int pusher, boolean settle, int share) {
            Optional<Guard> guard = Optional.ofNullable(guards.get(pusher));
            if (guard.isEmpty() || openBatches.isEmpty()) {
                return;
            }
            Map.Entry<Long, Set<EventKey>> batch = openBatches.entrySet().iterator().next();
            List<EventKey> keys = List.copyOf(batch.getValue());
            List<EventKey> done = keys.subList(0, Math.ceilDiv(keys.size(), share));
            try {
                Ledger ours = ledger.guardedBy(guard.get());
                if (settle) {
                    ours.settle(done, batch.getKey());
                    settled.addAll(done);
                } else {
                    ours.release(done, batch.getKey());
                }
                batch.getValue().removeAll(done);
                openBatches.values().removeIf(Set::isEmpty);
            } catch (GuardLostException _) {
                assertThat(leads(guard.get())).isFalse();
            }
        }

        private boolean leads(Guard guard) {
            return guard.condition().holds(store.get(guard.key(), Consistency.STRONG));
        }

        void check() {
            for (EventKey key : held) {
                EntryState entryState = ledger.find(key).orElseThrow().state();
                boolean inABatch =
                        openBatches.values().stream().anyMatch(keys -> keys.contains(key));
                EntryState expected =
                        settled.contains(key)
                                ? EntryState.SETTLED
                                : inABatch ? EntryState.BATCHED : EntryState.READY;
                assertThat(entryState).isEqualTo(expected);
            }
        }

        /** Whatever happened, a pusher that lives on brings everything home. */
        void drain() {
            store.thaw();
            clock.advance(Duration.ofSeconds(11));
            guards.clear();
            perform(new Step(Deed.TAKE_LEASE, 0, 0));
            for (int round = 0; round <= EVENTS; round++) {
                perform(new Step(Deed.CLAIM, 0, 0));
                while (!openBatches.isEmpty()) {
                    perform(new Step(Deed.SETTLE, 0, 0));
                }
            }
        }
    }
}
