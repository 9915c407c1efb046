package io.quill.events.spool;

import static io.quill.events.ledger.EventFixtures.NINE;
import static io.quill.events.ledger.EventFixtures.arrival;
import static io.quill.events.ledger.EventFixtures.call;
import static io.quill.events.ledger.EventFixtures.unreadable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Envelope;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.HoldResult;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.events.source.AdapterOutcome;
import io.quill.events.source.Source;
import io.quill.events.source.WebhookVerdict;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.FailingStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.StoreException.Reason;
import io.quill.platform.store.Write;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class SpoolTest {
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final Source ONCE = new Sender(false);
    private static final Source AGAIN = new Sender(true);

    private final SettableClock clock = new SettableClock(NINE);
    private final FailingStore store = new FailingStore(new MemoryStore(clock));
    private final FailingStore file = new FailingStore(new MemoryStore(clock));
    private final Ledger ledger = new Ledger(store, clock, MEMORY);
    private final Spool spool = new Spool(store, file, clock, MEMORY);

    private record Sender(boolean redelivers) implements Source {
        @Override
        public String name() {
            return "sender";
        }

        @Override
        public WebhookVerdict verify(Envelope envelope) {
            return new WebhookVerdict.Genuine();
        }

        @Override
        public List<AdapterOutcome> adapt(Envelope envelope) {
            return List.of();
        }
    }

    private List<HoldResult> hold(Arrival... arrivals) {
        return spool.hold(ONCE, Arrays.asList(arrivals));
    }

    private Optional<LedgerEntry> held(long id) {
        return ledger.find(call(id).key());
    }

    private long inFile() {
        Outbox outbox = new Outbox(file);
        return Arrays.stream(EntryState.values())
                .mapToLong(entryState -> outbox.waiting(entryState, 1_000).size())
                .sum();
    }

    @Nested
    class WhileTheStoreIsThere {
        @Test
        void nothingGoesToTheFile() {
            assertThat(hold(arrival(1), arrival(1)))
                    .containsExactly(HoldResult.HELD, HoldResult.DUPLICATE);
            assertThat(held(1)).isPresent();
            assertThat(inFile()).isZero();
        }

        @Test
        void anEventIsWoken() {
            hold(arrival(call(1, "")));
            ledger.park(held(1).orElseThrow(), "no owner", NINE.plusSeconds(900));

            spool.wake(AGAIN, List.of(call(1).key()));

            assertThat(held(1).orElseThrow().due()).contains(NINE);
        }
    }

    @Nested
    class WhileTheStoreIsAway {
        @Test
        void whatComesOnceGoesToTheFile() {
            store.fail(Reason.UNAVAILABLE);

            assertThat(hold(arrival(1))).containsExactly(HoldResult.HELD);
            assertThat(hold(arrival(1))).containsExactly(HoldResult.DUPLICATE);
            assertThat(inFile()).isEqualTo(1);
        }

        @Test
        void whatComesAgainIsPutOff() {
            store.fail(Reason.UNAVAILABLE);

            assertThatThrownBy(() -> spool.hold(AGAIN, List.of(arrival(1))))
                    .isInstanceOf(StoreException.class);
            assertThat(inFile()).isZero();
        }

        @Test
        void nobodyWaitsForItASecondTime() {
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(1));
            int asked = store.asked();

            hold(arrival(2), arrival(3));
            spool.wake(ONCE, List.of(call(1).key()));

            assertThat(store.asked()).isEqualTo(asked);
        }

        @Test
        void drainingAsksOnceAndLeavesTheFileAlone() {
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(1));
            int asked = store.asked();

            spool.drain();

            assertThat(store.asked()).isEqualTo(asked + 1);
            assertThat(inFile()).isEqualTo(1);
        }

        @Test
        void aFullFileIsNoSilentLoss() {
            store.fail(Reason.UNAVAILABLE);
            file.fail(Reason.FULL);

            assertThatThrownBy(() -> hold(arrival(1)))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.FULL));
        }
    }

    @Nested
    class WhenTheStoreIsBack {
        @Test
        void everythingFollowsAsItCame() {
            byte[] raw = "no json".getBytes(UTF_8);
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(1), arrival(call(2, "")), unreadable("x", raw));

            store.recover();
            spool.drain();

            assertThat(inFile()).isZero();
            assertThat(held(1).orElseThrow().event()).contains(call(1));
            assertThat(held(2).orElseThrow().state()).isEqualTo(EntryState.UNRESOLVED);
            LedgerEntry dead = ledger.find(unreadable("x", raw).key()).orElseThrow();
            assertThat(dead.reason()).isEqualTo("no JSON");
            assertThat(dead.envelope()).isEqualTo("env-1");
            assertThat(ledger.raw(dead.key())).contains(raw);
        }

        @Test
        void itIsAskedAgain() {
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(1));
            store.recover();
            spool.drain();

            assertThat(spool.hold(AGAIN, List.of(arrival(2)))).containsExactly(HoldResult.HELD);
            assertThat(held(2)).isPresent();
        }

        @Test
        void moreThanFitsIntoOnePassFollows() {
            store.fail(Reason.UNAVAILABLE);
            for (int i = 0; i < 250; i++) {
                hold(arrival(i + 1));
            }
            store.recover();
            spool.drain();

            assertThat(inFile()).isZero();
            assertThat(held(250)).isPresent();
        }

        @Test
        void aNewProcessFindsWhatTheOldOneLeft() {
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(1));
            store.recover();

            new Spool(store, file, clock, MEMORY).drain();

            assertThat(held(1)).isPresent();
            assertThat(inFile()).isZero();
        }

        @Test
        void aCrashBeforeTheFileWasClearedDoublesNothing() {
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(1));
            store.recover();
            file.fail(Reason.UNAVAILABLE);
            spool.drain();
            assertThat(held(1)).isPresent();
            LedgerEntry ledgerEntry = held(1).orElseThrow();
            ledger.bindToBatch(List.of(ledgerEntry), 7);

            file.recover();
            new Spool(store, file, clock, MEMORY).drain();

            assertThat(held(1).orElseThrow().state()).isEqualTo(EntryState.BATCHED);
            assertThat(inFile()).isZero();
        }

        @Test
        void aLaterDeliveryCompletesWhatWasSpooled() {
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(call(1, "")));
            hold(arrival(call(1)));
            store.recover();
            spool.drain();

            assertThat(held(1).orElseThrow().state()).isEqualTo(EntryState.READY);
        }

        @Test
        void aPoisonItemIsSetAsideAndTheOthersFollow() {
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(1), arrival(2), arrival(3));
            store.recover();
            store.poison(WhenTheStoreIsBack::isSecond);
            spool.drain();

            assertThat(held(1)).isPresent();
            assertThat(held(2)).isEmpty();
            assertThat(held(3)).isPresent();
            assertThat(inFile()).isEqualTo(1);

            store.recover();
            spool.drain();
            assertThat(held(2)).isEmpty();
            clock.advance(Duration.ofHours(1));
            spool.drain();
            assertThat(held(2)).isPresent();
            assertThat(inFile()).isZero();
        }

        @Test
        void anItemThatAlwaysMeetsAnAwayStoreIsSetAsideToo() {
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(1), arrival(2), arrival(3));
            store.recover();
            store.poison(WhenTheStoreIsBack::isSecond, Reason.UNAVAILABLE);
            for (int i = 0; i < 3; i++) {
                spool.drain();
            }

            assertThat(held(1)).isPresent();
            assertThat(held(3)).isPresent();
            assertThat(inFile()).isEqualTo(1);
            assertThat(spool.hold(AGAIN, List.of(arrival(4)))).containsExactly(HoldResult.HELD);
        }

        @Test
        void aBodyThatCannotBeUnpackedIsSetAside() {
            Arrival broken = unreadable("x", "no json".getBytes(UTF_8));
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(1), broken, arrival(3));
            file.write(
                    new Write.Put(
                            Item.at(broken.key().value(), "raw#0000")
                                    .with("gzip", "no gzip".getBytes(UTF_8))
                                    .build(),
                            Condition.NONE));
            store.recover();
            spool.drain();

            assertThat(held(1)).isPresent();
            assertThat(held(3)).isPresent();
            assertThat(new Outbox(file).waiting(EntryState.PARKED, 10))
                    .extracting(LedgerEntry::key)
                    .containsExactly(broken.key());
        }

        @Test
        void anItemThatCannotBeReadBecomesADeadLetter() {
            store.fail(Reason.UNAVAILABLE);
            hold(arrival(1), arrival(2), arrival(3));
            file.write(
                    new Write.Update(
                            new ItemKey("ALOWARE:2", "event"),
                            List.of(AttributeChange.set("metric", "PIGEONS")),
                            Condition.NONE));
            store.recover();
            spool.drain();

            assertThat(held(1)).isPresent();
            assertThat(held(3)).isPresent();
            assertThat(inFile()).isZero();
            LedgerEntry dead = new Outbox(store).waiting(EntryState.DEAD, 10).getFirst();
            assertThat(dead.reason()).contains("ALOWARE:2");
            assertThat(new String(ledger.raw(dead.key()).orElseThrow(), UTF_8)).contains("PIGEONS");

            hold(arrival(2));
            assertThat(held(2).orElseThrow().state()).isEqualTo(EntryState.READY);
        }

        private static boolean isSecond(Write write) {
            return write.key().pk().equals("ALOWARE:2");
        }
    }
}
