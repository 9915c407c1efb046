package io.quill.events.ledger;

import static io.quill.events.ledger.Events.NINE;
import static io.quill.events.ledger.Events.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.FactEvent;
import io.quill.platform.store.BrittleStore;
import io.quill.platform.store.Killed;
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
class BooksPropertyTest {
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
        private final MemoryStore memory = new MemoryStore(clock, Bookkeeping.alone());
        private final BrittleStore store = new BrittleStore(memory);
        private final Ledger ledger = new Ledger(store, clock, MEMORY);
        private final Books books = new Books(memory, clock, MEMORY);
        private int envelopes;

        void perform(Step step) {
            store.dieAfter(step.writesToLive());
            try {
                act(step);
            } catch (Killed _) {
                return;
            } finally {
                store.liveOn();
            }
        }

        private void act(Step step) {
            Optional<Entry> entry = ledger.find(call(step.event()).key());
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

        private void move(Deed deed, Entry entry) {
            State state = entry.state();
            boolean pending = state == State.READY || state == State.UNRESOLVED;
            long batch = entry.batch().orElse(1L);
            switch (deed) {
                case CLAIM -> {
                    if (state == State.READY) {
                        ledger.claim(List.of(entry), 1);
                    }
                }
                case SETTLE -> ledger.settle(List.of(entry.key()), batch);
                case RELEASE -> ledger.release(List.of(entry.key()), batch);
                case REFUSE -> ledger.refuse(entry.key(), batch, "too long");
                case RESOLVE -> {
                    if (state == State.UNRESOLVED) {
                        ledger.resolve(entry, call(1));
                    }
                }
                case PARK -> {
                    if (pending) {
                        ledger.park(entry, "not yet", clock.instant());
                    }
                }
                case GATE -> {
                    if (pending) {
                        ledger.gate(entry);
                    }
                }
                case BURY -> {
                    if (pending) {
                        ledger.bury(entry, "given up");
                    }
                }
                case DISMISS -> {
                    if (pending) {
                        ledger.dismiss(entry, "incoming");
                    }
                }
                case REVIVE -> {
                    if (state == State.GATED || state == State.DEAD) {
                        ledger.revive(entry);
                    }
                }
                case CLOSE -> {
                    if (state == State.DEAD) {
                        ledger.close(entry);
                    }
                }
                default -> throw new IllegalStateException(deed + " is no move");
            }
        }

        void check() {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            assertThat(books.accounts(LocalDate.ofInstant(NINE, ZoneOffset.UTC), today))
                    .allMatch(Account::closes)
                    .allMatch(account -> account.waiting() >= 0 && account.settled() >= 0);
            Recount found = books.compare(() -> {});
            assertThat(found.corrections()).isEmpty();
            assertThat(found.skipped()).isEmpty();
        }
    }
}
