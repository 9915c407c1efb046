package io.quill.events.ledger;

import static io.quill.events.ledger.EventFixtures.NINE;
import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.FactEvent;
import io.quill.platform.store.CrashingStore;
import io.quill.platform.store.ProcessKilledException;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Events come, move and are killed in the middle, in any order: the books always close, and say
 * what a recount finds.
 */
class LedgerBooksPropertyTest {
    private static final int EVENTS = 5;
    private static final Duration MEMORY = Duration.ofDays(14);

    enum Deed {
        HOLD,
        HOLD_LACKING,
        HOLD_UNREADABLE,
        HOLD_TWICE_AT_ONCE,
        IGNORE,
        CLAIM,
        SETTLE,
        RELEASE,
        REFUSE,
        RESOLVE,
        PARK,
        GATE,
        REVIVE,
        BURY,
        DISMISS,
        CLOSE,
        WAKE,
        LET_HOURS_PASS
    }

    record Step(Deed deed, int event, int writesToLive) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Integer> mostlyLong =
                Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.just(Integer.MAX_VALUE)),
                        Tuple.of(1, Arbitraries.integers().between(0, 3)));
        return Combinators.combine(
                        Arbitraries.of(Deed.values()),
                        Arbitraries.integers().between(0, EVENTS - 1),
                        mostlyLong)
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    @Property(tries = 1000)
    void alwaysClose(@ForAll("histories") List<Step> history) {
        World world = new World();
        for (Step step : history) {
            world.perform(step);
            world.check();
        }
    }

    private static final class World {
        private final SettableClock clock = new SettableClock(NINE);
        private final MemoryStore memory =
                new MemoryStore(clock, BookkeepingRules.forSingleProcess());
        private final CrashingStore store = new CrashingStore(memory);
        private final Ledger ledger = new Ledger(store, clock, MEMORY);
        private final LedgerBooks ledgerBooks = new LedgerBooks(memory, clock, MEMORY);
        private int envelopes;

        void perform(Step step) {
            store.dieAfter(step.writesToLive());
            try {
                act(step);
            } catch (ProcessKilledException _) {
                return;
            } finally {
                store.liveOn();
            }
        }

        private void act(Step step) {
            Optional<LedgerEntry> entry = ledger.find(call(step.event()).key());
            switch (step.deed()) {
                case HOLD -> hold(call(step.event()));
                case HOLD_LACKING -> hold(call(step.event(), ""));
                case HOLD_TWICE_AT_ONCE -> hold(call(step.event()), call(step.event()));
                case HOLD_UNREADABLE ->
                        ledger.hold(
                                List.of(
                                        new Arrival.Unreadable(
                                                call(step.event()).key(),
                                                "no JSON",
                                                new byte[] {1},
                                                envelope(),
                                                clock.instant())));
                case IGNORE -> ledger.ignore("aloware", clock.instant(), 1 + step.event());
                case WAKE -> ledger.wake(List.of(call(step.event()).key()));
                case LET_HOURS_PASS -> clock.advance(Duration.ofHours(7));
                default -> entry.ifPresent(each -> move(step.deed(), each));
            }
        }

        private void hold(FactEvent... events) {
            String envelope = envelope();
            ledger.hold(
                    List.of(events).stream()
                            .map(
                                    event ->
                                            new Arrival.Countable(
                                                    event,
                                                    event.hasAgent() ? "" : "agent",
                                                    envelope,
                                                    clock.instant()))
                            .toList());
        }

        private String envelope() {
            return "e-" + envelopes++;
        }

        private void move(Deed deed, LedgerEntry ledgerEntry) {
            EntryState entryState = ledgerEntry.state();
            boolean pending = entryState == EntryState.READY || entryState == EntryState.UNRESOLVED;
            long batch = ledgerEntry.batch().orElse(1L);
            switch (deed) {
                case CLAIM -> {
                    if (entryState == EntryState.READY) {
                        ledger.bindToBatch(List.of(ledgerEntry), 1);
                    }
                }
                case SETTLE -> ledger.settle(List.of(ledgerEntry.key()), batch);
                case RELEASE -> ledger.release(List.of(ledgerEntry.key()), batch);
                case REFUSE -> ledger.refuse(ledgerEntry.key(), batch, "too long");
                case RESOLVE -> {
                    if (entryState == EntryState.UNRESOLVED) {
                        ledger.resolve(ledgerEntry, call(1));
                    }
                }
                case PARK -> {
                    if (pending) {
                        ledger.park(ledgerEntry, "not yet", clock.instant());
                    }
                }
                case GATE -> {
                    if (pending) {
                        ledger.gate(ledgerEntry);
                    }
                }
                case BURY -> {
                    if (pending) {
                        ledger.markDead(ledgerEntry, "given up");
                    }
                }
                case DISMISS -> {
                    if (pending) {
                        ledger.dismiss(ledgerEntry, "incoming");
                    }
                }
                case REVIVE -> {
                    if (entryState == EntryState.GATED || entryState == EntryState.DEAD) {
                        ledger.revive(ledgerEntry);
                    }
                }
                case CLOSE -> {
                    if (entryState == EntryState.DEAD) {
                        ledger.close(ledgerEntry);
                    }
                }
                default -> throw new IllegalStateException(deed + " is no move");
            }
        }

        void check() {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            assertThat(ledgerBooks.accounts(LocalDate.ofInstant(NINE, ZoneOffset.UTC), today))
                    .allMatch(DailyAccount::isBalanced)
                    .allMatch(
                            dailyAccount ->
                                    dailyAccount.waiting() >= 0 && dailyAccount.settled() >= 0);
            Recount found = ledgerBooks.compare(() -> {});
            assertThat(found.corrections()).isEmpty();
            assertThat(found.skipped()).isEmpty();
        }
    }
}
