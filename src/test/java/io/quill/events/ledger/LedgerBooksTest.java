package io.quill.events.ledger;

import static io.quill.events.ledger.EventFixtures.NINE;
import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.Write;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

class LedgerBooksTest {
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    private final SettableClock clock = new SettableClock(NINE);
    private final DataStore store = new MemoryStore(clock, BookkeepingRules.forSingleProcess());
    private final Ledger ledger = new Ledger(store, clock, MEMORY);
    private final LedgerBooks ledgerBooks = new LedgerBooks(store, clock, MEMORY);

    private DailyAccount today() {
        List<DailyAccount> accounts = ledgerBooks.accounts(TODAY, TODAY);
        assertThat(accounts).hasSize(1);
        assertThat(accounts.getFirst().isBalanced()).isTrue();
        return accounts.getFirst();
    }

    private Recount recount() {
        return recount(ledgerBooks);
    }

    private Recount recount(LedgerBooks some) {
        Lease lease = new Lease(store, clock, "recount", Duration.ofSeconds(30));
        Guard guard = lease.acquire().orElseThrow();
        Recount found = some.recount(guard, () -> {});
        lease.release(guard);
        return found;
    }

    private static Arrival delivered(FactEvent event, String envelope) {
        return new Arrival.Countable(event, event.hasAgent() ? "" : "agent", envelope, NINE);
    }

    private LedgerEntry held(long id) {
        ledger.hold(List.of(delivered(call(id), "first of " + id)));
        return entry(id);
    }

    private LedgerEntry lacking(long id) {
        ledger.hold(List.of(delivered(call(id, ""), "first of " + id)));
        return entry(id);
    }

    private LedgerEntry entry(long id) {
        return ledger.find(call(id).key()).orElseThrow();
    }

    private static DailyAccount account(
            long received,
            long settled,
            long waiting,
            long gated,
            long parked,
            long dead,
            long duplicates,
            long ignored) {
        return new DailyAccount(
                "aloware",
                TODAY,
                received,
                settled,
                waiting,
                gated,
                parked,
                dead,
                duplicates,
                ignored);
    }

    @Nested
    class ADelivery {
        @Test
        void waitsWhatIsNew() {
            ledger.hold(List.of(delivered(call(1), "e-1"), delivered(call(2, ""), "e-1")));
            assertThat(today()).isEqualTo(account(2, 0, 2, 0, 0, 0, 0, 0));
        }

        @Test
        void isADuplicateTheSecondTime() {
            held(1);
            ledger.hold(List.of(delivered(call(1), "e-2")));
            assertThat(today()).isEqualTo(account(2, 0, 1, 0, 0, 0, 1, 0));
        }

        @Test
        void isADuplicateWithinOneDelivery() {
            ledger.hold(
                    List.of(
                            delivered(call(1), "e-1"),
                            delivered(call(2), "e-1"),
                            delivered(call(1), "e-1")));
            assertThat(today()).isEqualTo(account(3, 0, 2, 0, 0, 0, 1, 0));
        }

        @Test
        void isADuplicateWhenItCompletes() {
            lacking(1);
            assertThat(ledger.hold(List.of(delivered(call(1), "e-2"))))
                    .containsExactly(HoldResult.COMPLETES);
            assertThat(today()).isEqualTo(account(2, 0, 1, 0, 0, 0, 1, 0));
        }

        @Test
        void countsOnceWhenItIsWrittenAgainAfterAFault() {
            ledger.hold(List.of(delivered(call(1), "e-1")));
            ledger.hold(List.of(delivered(call(1), "e-1")));
            assertThat(today()).isEqualTo(account(1, 0, 1, 0, 0, 0, 0, 0));
        }

        @Test
        void wasNoneWhenASearchFoundWhatIsThere() {
            held(1);
            ledger.hold(List.of(delivered(call(1), Arrival.SEARCHED)));
            assertThat(today()).isEqualTo(account(1, 0, 1, 0, 0, 0, 0, 0));
        }

        @Test
        void isIgnored() {
            ledger.ignore("aloware", NINE, 3);
            assertThat(today()).isEqualTo(account(3, 0, 0, 0, 0, 0, 0, 3));
        }

        @Test
        void isDeadWhenItCannotBeRead() {
            ledger.hold(List.of(EventFixtures.unreadable("x", new byte[] {1})));
            assertThat(today()).isEqualTo(account(1, 0, 0, 0, 0, 1, 0, 0));
        }
    }

    @Nested
    class AMove {
        @Test
        void settlesABatch() {
            ledger.bindToBatch(List.of(held(1), held(2), held(3)), 7);
            assertThat(today().waiting()).isEqualTo(3);
            ledger.settle(List.of(call(1).key(), call(2).key()), 7);
            assertThat(today()).isEqualTo(account(3, 2, 1, 0, 0, 0, 0, 0));
        }

        @Test
        void keepsWaitingWhatIsReleased() {
            ledger.bindToBatch(List.of(held(1)), 7);
            ledger.release(List.of(call(1).key()), 7);
            assertThat(today()).isEqualTo(account(1, 0, 1, 0, 0, 0, 0, 0));
        }

        @Test
        void buriesWhatTheSinkRefuses() {
            ledger.bindToBatch(List.of(held(1)), 7);
            ledger.refuse(call(1).key(), 7, "a column is too long");
            assertThat(today()).isEqualTo(account(1, 0, 0, 0, 0, 1, 0, 0));
        }

        @Test
        void parksAndResolves() {
            ledger.park(lacking(1), "no owner yet", NINE);
            assertThat(today()).isEqualTo(account(1, 0, 0, 0, 1, 0, 0, 0));
            ledger.resolve(entry(1), call(1));
            assertThat(today()).isEqualTo(account(1, 0, 1, 0, 0, 0, 0, 0));
        }

        @Test
        void gatesAndRevives() {
            ledger.gate(held(1));
            assertThat(today()).isEqualTo(account(1, 0, 0, 1, 0, 0, 0, 0));
            ledger.revive(entry(1));
            assertThat(today()).isEqualTo(account(1, 0, 1, 0, 0, 0, 0, 0));
        }

        @Test
        void dismissesAndBuries() {
            ledger.dismiss(lacking(1), "an incoming e-mail");
            ledger.markDead(lacking(2), "given up");
            assertThat(today()).isEqualTo(account(2, 0, 0, 0, 0, 1, 0, 1));
        }

        @Test
        void thatComesTooLateChangesNothing() {
            LedgerEntry before = held(1);
            ledger.gate(before);
            assertThat(ledger.markDead(before, "too late")).isFalse();
            assertThat(today()).isEqualTo(account(1, 0, 0, 1, 0, 0, 0, 0));
        }
    }

    @Test
    void countsInsteadOfALetterWhatItWasMadeOf() {
        ledger.hold(List.of(EventFixtures.unreadable("x", new byte[] {1})));
        LedgerEntry letter = ledger.find(EventKey.of("ALOWARE", "raw", "x")).orElseThrow();

        ledger.hold(List.of(delivered(call(1), "env-1"), delivered(call(2), "env-1")));
        ledger.close(letter);
        ledger.ignore("aloware", letter.seenAt(), 1);

        assertThat(today()).isEqualTo(account(3, 0, 2, 0, 0, 0, 0, 1));
        assertThat(recount().corrections()).isEmpty();
    }

    @Test
    void countsOnTheDayOnWhichItCame() {
        held(1);
        clock.advance(Duration.ofDays(1));
        Instant tomorrow = clock.instant();
        ledger.bindToBatch(List.of(entry(1)), 7);
        ledger.settle(List.of(call(1).key()), 7);
        ledger.hold(List.of(new Arrival.Countable(call(1), "", "e-2", tomorrow)));

        List<DailyAccount> accounts = ledgerBooks.accounts(TODAY, TODAY.plusDays(1));
        assertThat(accounts)
                .extracting(DailyAccount::day)
                .containsExactly(TODAY, TODAY.plusDays(1));
        assertThat(accounts).extracting(DailyAccount::settled).containsExactly(1L, 0L);
        assertThat(accounts).extracting(DailyAccount::duplicates).containsExactly(0L, 1L);
        assertThat(accounts).allMatch(DailyAccount::isBalanced);
    }

    @Test
    void keepsTheSourcesApart() {
        held(1);
        ledger.ignore("hubspot", NINE, 2);
        assertThat(ledgerBooks.accounts(TODAY, TODAY))
                .extracting(DailyAccount::source)
                .containsExactly("aloware", "hubspot");
    }

    @Test
    void staysWhenItsEventsAreForgotten() {
        ledger.bindToBatch(List.of(held(1)), 7);
        ledger.settle(List.of(call(1).key()), 7);
        clock.advance(MEMORY.plusDays(1));

        assertThat(ledger.find(call(1).key())).isEmpty();
        assertThat(recount().corrections()).isEmpty();
        assertThat(today()).isEqualTo(account(1, 1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void isSetRightByARecount() {
        held(1);
        held(2);
        ledger.ignore("aloware", NINE, 1);
        store.write(
                new Write.Update(
                        new ItemKey("BOOK#2026-03-02", "ALOWARE#0"),
                        List.of(
                                AttributeChange.add("waiting", 3),
                                AttributeChange.add("settled", -1)),
                        Condition.NONE));

        assertThat(recount().corrections())
                .containsExactlyInAnyOrder(
                        new Correction("aloware", TODAY, "waiting", -3),
                        new Correction("aloware", TODAY, "settled", 1));
        assertThat(today()).isEqualTo(account(3, 0, 2, 0, 0, 0, 0, 1));
        assertThat(recount().corrections()).isEmpty();
    }

    @Test
    void areRightOnceARecountIsDone() {
        held(1);
        store.write(
                new Write.Update(
                        new ItemKey("BOOK#2026-03-02", "ALOWARE#0"),
                        List.of(
                                AttributeChange.add("waiting", -1),
                                AttributeChange.add("received", -1)),
                        Condition.NONE));
        LaggingStore lagging = new LaggingStore(store);
        lagging.freeze();

        recount(new LedgerBooks(lagging, clock, MEMORY));

        assertThat(today()).isEqualTo(account(1, 0, 1, 0, 0, 0, 0, 0));
    }

    /** On DynamoDB a move is made first, and counted a moment later. */
    @Test
    void leavesAMoveThatIsCountedWhileItLooks() {
        held(1);
        add(-1);

        Recount found = recount(new LedgerBooks(store, clock, MEMORY, _ -> add(1)));

        assertThat(found.corrections()).isEmpty();
        assertThat(today()).isEqualTo(account(1, 0, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void leavesAnAccountThatMovesAndSaysWhich() {
        held(1);
        add(-1);

        Recount found = recount(new LedgerBooks(store, clock, MEMORY, _ -> held(2)));

        assertThat(found)
                .isEqualTo(
                        new Recount(0, List.of(), List.of(new Recount.Skipped("aloware", TODAY))));
        assertThat(found.words())
                .isEqualTo(
                        "0 accounts agree; skipped until the next recount, because events moved"
                                + " meanwhile: aloware on 2026-03-02");
        assertThat(recount().corrections()).hasSize(2);
        assertThat(today()).isEqualTo(account(2, 0, 2, 0, 0, 0, 0, 0));
    }

    @Test
    void areNotCorrectedByOneWhoseRunAnotherHasTakenOver() {
        held(1);
        add(-1);
        Lease lease = new Lease(store, clock, "recount", Duration.ofSeconds(30));
        Guard guard = lease.acquire().orElseThrow();
        clock.advance(Duration.ofMinutes(1));
        assertThat(new Lease(store, clock, "recount", Duration.ofSeconds(30)).acquire())
                .isPresent();

        assertThatThrownBy(() -> ledgerBooks.recount(guard, () -> {}))
                .isInstanceOf(GuardLostException.class);
        assertThat(today()).isEqualTo(account(0, 0, 0, 0, 0, 0, 0, 0));
    }

    private void add(int number) {
        store.write(
                new Write.Update(
                        new ItemKey("BOOK#2026-03-02", "ALOWARE#0"),
                        List.of(
                                AttributeChange.add("waiting", number),
                                AttributeChange.add("received", number)),
                        Condition.NONE));
    }

    @Test
    void doNotCloseWithANegativePart() {
        DailyAccount dailyAccount = new DailyAccount("aloware", TODAY, 10, 14, -4, 0, 0, 0, 0, 0);

        assertThat(dailyAccount.accounted()).isEqualTo(10);
        assertThat(dailyAccount.isBalanced()).isFalse();
        assertThat(dailyAccount.imbalance()).isEqualTo(4);
    }
}
