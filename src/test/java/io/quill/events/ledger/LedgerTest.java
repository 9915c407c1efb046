package io.quill.events.ledger;

import static io.quill.events.ledger.EventFixtures.NINE;
import static io.quill.events.ledger.EventFixtures.arrival;
import static io.quill.events.ledger.EventFixtures.call;
import static io.quill.events.ledger.EventFixtures.unreadable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Random;

class LedgerTest {
    private final SettableClock clock = new SettableClock(NINE);
    private final MemoryStore store = new MemoryStore(clock);
    private final Ledger ledger = new Ledger(store, clock, Duration.ofDays(14));
    private final Outbox outbox = new Outbox(store);

    private HoldResult hold(FactEvent event) {
        return ledger.hold(List.of(arrival(event))).getFirst();
    }

    private LedgerEntry entry(long id) {
        return ledger.find(call(id).key()).orElseThrow();
    }

    private List<EventKey> offered() {
        return outbox.waiting(EntryState.READY, 100).stream().map(LedgerEntry::key).toList();
    }

    @Nested
    class Holds {
        @Test
        void anEventOnce() {
            assertThat(hold(call(1))).isEqualTo(HoldResult.HELD);
            assertThat(hold(call(1))).isEqualTo(HoldResult.DUPLICATE);
            assertThat(offered()).containsExactly(call(1).key());
        }

        @Test
        void allThatTheEventSays() {
            hold(call(1));

            assertThat(entry(1).event()).contains(call(1));
            assertThat(entry(1).seenAt()).isEqualTo(NINE);
            assertThat(entry(1).envelope()).isEqualTo("env-1");
        }

        @Test
        void oneOfTwoThatCameTogether() {
            assertThat(ledger.hold(List.of(arrival(1), arrival(2), arrival(1))))
                    .containsExactly(HoldResult.HELD, HoldResult.HELD, HoldResult.DUPLICATE);
        }

        @Test
        void theSameWithoutAWait() {
            hold(call(1, ""));

            assertThat(
                            ledger.submit(
                                            List.of(
                                                    arrival(1),
                                                    arrival(2),
                                                    unreadable("a", new byte[] {7}),
                                                    arrival(2)))
                                    .join())
                    .containsExactly(
                            HoldResult.COMPLETES,
                            HoldResult.HELD,
                            HoldResult.HELD,
                            HoldResult.DUPLICATE);
            assertThat(ledger.submit(List.of(arrival(3), arrival(2))).join())
                    .containsExactly(HoldResult.HELD, HoldResult.DUPLICATE);
            assertThat(ledger.submit(List.of(arrival(4))).join()).containsExactly(HoldResult.HELD);
            assertThat(offered()).hasSize(4);
        }

        @Test
        void underTheKeyThatOthersLookFor() {
            hold(call(54363660));

            Item item =
                    store.get(new ItemKey("ALOWARE:54363660", "event"), Consistency.STRONG)
                            .orElseThrow();
            assertThat(item.text("seenAt")).contains("2026-03-02T09:00:00.000Z");
            assertThat(item.text("state")).contains("ready");
            assertThat(item.number(Item.EXPIRES_AT)).isEmpty();
        }

        @Test
        void aBodyOfAMegabyteAsItCame() {
            byte[] raw = new byte[1 << 20];
            new Random(7).nextBytes(raw);

            ledger.hold(List.of(EventFixtures.unreadable("a", raw)));

            EventKey key = EventKey.of("ALOWARE", "raw", "a");
            assertThat(ledger.raw(key)).contains(raw);
            assertThat(ledger.find(key).orElseThrow().state()).isEqualTo(EntryState.DEAD);
        }
    }

    @Nested
    class CompletesAnEventThatLacksItsAgent {
        @Test
        void withALaterDelivery() {
            hold(call(1, ""));
            assertThat(offered()).isEmpty();

            assertThat(hold(call(1, "4711"))).isEqualTo(HoldResult.COMPLETES);
            assertThat(entry(1).event()).contains(call(1, "4711"));
            assertThat(offered()).containsExactly(call(1).key());
        }

        @Test
        void onlyOnce() {
            hold(call(1, ""));
            hold(call(1, "4711"));

            assertThat(hold(call(1, "4712"))).isEqualTo(HoldResult.DUPLICATE);
            assertThat(entry(1).event()).contains(call(1, "4711"));
        }

        @Test
        void evenWhenItHadBeenGivenUp() {
            hold(call(1, ""));
            ledger.markDead(entry(1), "no agent in 14 days");

            assertThat(hold(call(1))).isEqualTo(HoldResult.COMPLETES);
            assertThat(offered()).containsExactly(call(1).key());
        }

        @Test
        void withinOneDelivery() {
            assertThat(ledger.hold(List.of(arrival(call(1, "")), arrival(call(1, "4711")))))
                    .containsExactly(HoldResult.HELD, HoldResult.COMPLETES);
        }

        @Test
        void withWhatALookUpFound() {
            hold(call(1, ""));

            assertThat(ledger.resolve(entry(1), call(1, "12"))).isTrue();
            assertThat(offered()).containsExactly(call(1).key());
        }
    }

    @Nested
    class OffersAnEvent {
        @Test
        void againWhenItsPushFailed() {
            hold(call(1));
            ledger.bindToBatch(List.of(entry(1)), 7);
            assertThat(offered()).isEmpty();

            ledger.release(List.of(call(1).key()), 7);

            assertThat(offered()).containsExactly(call(1).key());
        }

        @Test
        void toOneBatchOnly() {
            hold(call(1));
            LedgerEntry seen = entry(1);

            assertThat(ledger.bindToBatch(List.of(seen), 7)).containsExactly(seen);
            assertThat(ledger.bindToBatch(List.of(seen), 8)).isEmpty();
            assertThat(entry(1).batch()).contains(7L);
        }

        @Test
        void neverAgainOnceItIsSettled() {
            hold(call(1));
            LedgerEntry seen = entry(1);
            ledger.bindToBatch(List.of(seen), 7);
            ledger.settle(List.of(call(1).key()), 7);

            assertThat(offered()).isEmpty();
            assertThat(ledger.bindToBatch(List.of(seen), 8)).isEmpty();
            assertThat(hold(call(1))).isEqualTo(HoldResult.DUPLICATE);
        }

        @Test
        void whenItsStrangerIsLetIn() {
            hold(call(1));
            ledger.gate(entry(1));
            assertThat(offered()).isEmpty();

            ledger.revive(entry(1));

            assertThat(offered()).containsExactly(call(1).key());
            clock.advance(Duration.ofDays(100));
            assertThat(offered()).containsExactly(call(1).key());
        }

        @Test
        void whenItIsDueToBeLookedUpAgain() {
            hold(call(1, ""));
            ledger.park(entry(1), "no owner yet", NINE.plusSeconds(300));

            assertThat(outbox.due(EntryState.PARKED, clock.instant(), 10)).isEmpty();
            clock.advance(Duration.ofMinutes(5));
            assertThat(outbox.due(EntryState.PARKED, clock.instant(), 10))
                    .singleElement()
                    .satisfies(parked -> assertThat(parked.tries()).isEqualTo(1));
        }
    }

    @Nested
    class Settles {
        @Test
        void onlyWhatIsInTheBatch() {
            hold(call(1));
            ledger.bindToBatch(List.of(entry(1)), 7);

            ledger.settle(List.of(call(1).key()), 6);

            assertThat(entry(1).state()).isEqualTo(EntryState.BATCHED);
        }

        @Test
        void asOftenAsItIsTold() {
            hold(call(1));
            ledger.bindToBatch(List.of(entry(1)), 7);
            ledger.settle(List.of(call(1).key()), 7);
            LedgerEntry settled = entry(1);

            ledger.settle(List.of(call(1).key()), 7);

            assertThat(entry(1)).isEqualTo(settled);
        }

        @Test
        void forTwoWeeksAndThenForgets() {
            hold(call(1));
            ledger.bindToBatch(List.of(entry(1)), 7);
            ledger.settle(List.of(call(1).key()), 7);
            clock.advance(Duration.ofDays(14));

            assertThat(ledger.find(call(1).key())).isEmpty();
        }

        @Test
        void nothingThatIsPendingIsForgotten() {
            hold(call(1));
            hold(call(2, ""));
            clock.advance(Duration.ofDays(400));

            assertThat(ledger.find(call(1).key())).isPresent();
            assertThat(ledger.find(call(2).key())).isPresent();
        }
    }

    @Nested
    class Wakes {
        @Test
        void whatIsParked() {
            hold(call(1, ""));
            ledger.park(entry(1), "no owner yet", NINE.plusSeconds(300));

            ledger.wake(List.of(call(1).key(), call(1).key()));

            assertThat(outbox.due(EntryState.PARKED, clock.instant(), 10)).hasSize(1);
        }

        @Test
        void whatIsJustBeingLookedUp() {
            hold(call(1, ""));
            LedgerEntry seenBefore = entry(1);

            ledger.wake(List.of(call(1).key()));

            assertThat(ledger.park(seenBefore, "no owner yet", NINE.plusSeconds(300))).isFalse();
            assertThat(outbox.due(EntryState.UNRESOLVED, clock.instant(), 10)).hasSize(1);
        }

        @Test
        void nothingElse() {
            hold(call(1));
            LedgerEntry ready = entry(1);

            ledger.wake(List.of(call(1).key(), call(2).key()));

            assertThat(entry(1)).isEqualTo(ready);
            assertThat(ledger.find(call(2).key())).isEmpty();
        }
    }

    @Nested
    class LetsGoOf {
        private final byte[] raw = {1, 2, 3};

        private LedgerEntry dead() {
            ledger.hold(List.of(unreadable("x", raw)));
            return ledger.find(unreadable("x", raw).key()).orElseThrow();
        }

        @Test
        void aDeadLetterThatWasClosedAfterAWhile() {
            LedgerEntry dead = dead();

            assertThat(ledger.close(dead)).isTrue();
            assertThat(ledger.close(dead)).isFalse();
            assertThat(outbox.waiting(EntryState.DEAD, 10)).isEmpty();
            assertThat(ledger.raw(dead.key())).isPresent();
            clock.advance(Duration.ofDays(14));
            assertThat(ledger.find(dead.key())).isEmpty();
            assertThat(ledger.raw(dead.key())).isEmpty();
        }

        @Test
        void whatIsHeldElsewhere() {
            LedgerEntry dead = dead();

            assertThat(ledger.remove(dead)).isTrue();
            assertThat(ledger.find(dead.key())).isEmpty();
            assertThat(ledger.raw(dead.key())).isEmpty();
        }

        @Test
        void nothingThatHasChangedSince() {
            hold(call(1, ""));
            LedgerEntry before = entry(1);
            hold(call(1));

            assertThat(ledger.remove(before)).isFalse();
            assertThat(entry(1).state()).isEqualTo(EntryState.READY);
        }
    }

    @Nested
    class Dismisses {
        @Test
        void whatCountsForNothing() {
            hold(call(1, ""));

            assertThat(ledger.dismiss(entry(1), "an e-mail that came in")).isTrue();

            assertThat(entry(1).state()).isEqualTo(EntryState.IGNORED);
            assertThat(entry(1).reason()).isEqualTo("an e-mail that came in");
            for (EntryState entryState : EntryState.values()) {
                assertThat(outbox.waiting(entryState, 100)).isEmpty();
            }
        }

        @Test
        void forGoodWhateverIsDelivered() {
            hold(call(1, ""));
            ledger.dismiss(entry(1), "an e-mail that came in");

            assertThat(hold(call(1, "4711"))).isEqualTo(HoldResult.DUPLICATE);
            assertThat(entry(1).state()).isEqualTo(EntryState.IGNORED);
        }

        @Test
        void forTwoWeeksAndThenForgets() {
            hold(call(1, ""));
            ledger.dismiss(entry(1), "an e-mail that came in");
            clock.advance(Duration.ofDays(14).minusSeconds(1));
            assertThat(ledger.find(call(1).key())).isPresent();
            clock.advance(Duration.ofSeconds(1));

            assertThat(ledger.find(call(1).key())).isEmpty();
        }

        @Test
        void nothingThatHasMovedOn() {
            hold(call(1, ""));
            LedgerEntry seen = entry(1);
            hold(call(1, "4711"));

            assertThat(ledger.dismiss(seen, "too late")).isFalse();
            assertThat(offered()).containsExactly(call(1).key());
        }
    }

    @Test
    void movesNothingUnderALeaseThatIsLost() {
        Guard guard =
                new Lease(store, clock, "pusher", Duration.ofSeconds(10)).acquire().orElseThrow();
        hold(call(1));
        Ledger ours = ledger.guardedBy(guard);
        clock.advance(Duration.ofSeconds(10));
        assertThat(new Lease(store, clock, "pusher", Duration.ofSeconds(10)).acquire()).isPresent();

        assertThatThrownBy(() -> ours.bindToBatch(List.of(entry(1)), 7))
                .isInstanceOf(GuardLostException.class);
        assertThat(entry(1).state()).isEqualTo(EntryState.READY);
    }
}
