package io.quill.events.ledger;

import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quill.platform.jobs.Lease;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.dynamo.DynamoLocal;
import io.quill.platform.store.dynamo.DynamoSettings;
import io.quill.platform.store.dynamo.DynamoStore;
import io.quill.platform.store.dynamo.RequestInterceptor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** DynamoDB does a write, and nobody hears of it: what the books say then, and after a recount. */
@Timeout(120)
class LostAnswersInBooksTest {
    private static final Duration MEMORY = Duration.ofDays(14);

    /** Far ahead, because DynamoDB Local takes away what has expired by the clock on the wall. */
    private static final Instant NOW = Instant.parse("2100-03-02T09:00:00Z");

    private static final LocalDate TODAY = LocalDate.parse("2100-03-02");
    private static final int ATTEMPTS = 6;

    private final SettableClock clock = new SettableClock(NOW);
    private final RequestInterceptor requestInterceptor = new RequestInterceptor();
    private final DynamoSettings table =
            DynamoLocal.table(LostAnswersInBooksTest.class.getSimpleName() + UUID.randomUUID());
    private DataStore store = open();
    private Ledger ledger = new Ledger(store, clock, MEMORY);

    private DataStore open() {
        return DynamoLocal.meddled(
                table, clock, BookkeepingRules.forSharedStore(), requestInterceptor);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Once what was counted beside the writes has reached the table. */
    private void reopen() {
        store.close();
        store = open();
        ledger = new Ledger(store, clock, MEMORY);
    }

    private Recount recount() {
        Lease lease = new Lease(store, clock, "recount", Duration.ofSeconds(30));
        Guard guard = lease.acquire().orElseThrow();
        Recount found = new LedgerBooks(store, clock, MEMORY, _ -> {}).recount(guard, () -> {});
        lease.release(guard);
        return found;
    }

    private DailyAccount today() {
        List<DailyAccount> accounts = new LedgerBooks(store, clock, MEMORY).accounts(TODAY, TODAY);
        assertThat(accounts).hasSize(1);
        return accounts.getFirst();
    }

    private void loseAnswers(int number) {
        for (int i = 0; i < number; i++) {
            requestInterceptor.loseTheAnswer();
        }
    }

    private static List<Arrival> arrivals(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .<Arrival>mapToObj(id -> new Arrival.Countable(call(id), "", "env-1", NOW))
                .toList();
    }

    /** 50 are held, 30 of which settle; each step is done, and its first answer is lost. */
    @Test
    void countsOnceWhatWasSentAgain() {
        loseAnswers(2);
        ledger.hold(arrivals(1, 50));
        Guard pusher =
                new Lease(store, clock, "pusher", Duration.ofSeconds(30)).acquire().orElseThrow();
        Ledger pushing = ledger.guardedBy(pusher);
        List<LedgerEntry> batch = entries(1, 30);
        loseAnswers(1);
        pushing.bindToBatch(batch, 7);
        loseAnswers(1);
        pushing.settle(batch.stream().map(LedgerEntry::key).toList(), 7);
        reopen();

        assertThat(today())
                .isEqualTo(new DailyAccount("aloware", TODAY, 50, 30, 20, 0, 0, 0, 0, 0));
        assertThat(recount()).isEqualTo(new Recount(1, List.of(), List.of()));
    }

    /**
     * All answers to a delivery are lost, so that its sender sends it again, and another replica
     * pushes it meanwhile. The events are counted nowhere until they settle, which makes waiting
     * negative: the recount says by how much.
     */
    @Test
    void findsWhatWasHeldWhenNobodyHeardOfIt() {
        loseAnswers(ATTEMPTS);
        assertThatThrownBy(() -> ledger.hold(arrivals(1, 20))).isInstanceOf(StoreException.class);
        Guard pusher =
                new Lease(store, clock, "pusher", Duration.ofSeconds(30)).acquire().orElseThrow();
        Ledger pushing = ledger.guardedBy(pusher);
        List<LedgerEntry> batch = entries(1, 20);
        pushing.bindToBatch(batch, 7);
        pushing.settle(batch.stream().map(LedgerEntry::key).toList(), 7);
        assertThat(ledger.hold(arrivals(1, 20))).containsOnly(HoldResult.DUPLICATE);
        reopen();
        assertThat(today().waiting()).isEqualTo(-20);
        assertThat(today().imbalance()).isEqualTo(20);

        assertThat(recount().corrections())
                .containsExactlyInAnyOrder(
                        new Correction("aloware", TODAY, "waiting", 20),
                        new Correction("aloware", TODAY, "received", 20));

        assertThat(today()).isEqualTo(new DailyAccount("aloware", TODAY, 20, 20, 0, 0, 0, 0, 0, 0));
        assertThat(recount()).isEqualTo(new Recount(1, List.of(), List.of()));
    }

    /**
     * The answer to an insert is lost, and before it is sent again another replica has moved what
     * it inserted, so that it no longer knows its own write.
     */
    @Test
    void isAskedForWhereAnotherMovedWhatOneInserted() {
        try (DynamoStore other =
                DynamoStore.open(table, clock, BookkeepingRules.forSharedStore())) {
            Ledger elsewhere = new Ledger(other, clock, MEMORY);
            requestInterceptor.loseTheAnswer(
                    () -> elsewhere.gate(elsewhere.find(call(1).key()).orElseThrow()));

            assertThat(ledger.hold(arrivals(1, 1))).containsExactly(HoldResult.DUPLICATE);

            assertThat(store.mayHaveMiscounted()).isTrue();
            assertThat(store.mayHaveMiscounted()).isFalse();
        }
        reopen();
        recount();
        assertThat(today()).isEqualTo(new DailyAccount("aloware", TODAY, 1, 0, 0, 1, 0, 0, 0, 0));
    }

    /** A process stood still between a write and its count, and a recount may have been there. */
    @Test
    void isAskedForAfterALateCount() {
        ledger.hold(arrivals(1, 1));
        store.close();
        assertThat(store.mayHaveMiscounted()).isFalse();

        reopen();
        requestInterceptor.loseTheAnswer(() -> clock.advance(Duration.ofSeconds(6)));
        ledger.hold(arrivals(2, 2));
        store.close();

        assertThat(store.mayHaveMiscounted()).isTrue();
        reopen();
        assertThat(recount()).isEqualTo(new Recount(1, List.of(), List.of()));
    }

    private List<LedgerEntry> entries(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> ledger.find(call(id).key()).orElseThrow())
                .toList();
    }
}
