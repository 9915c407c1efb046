package io.quill.events.ledger;

import static io.quill.events.ledger.EventFixtures.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.Write;
import io.quill.platform.store.dynamo.DynamoLocal;
import io.quill.platform.store.dynamo.DynamoSettings;
import io.quill.platform.store.dynamo.DynamoStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A fact whose agent nobody let in, when the table forgets it. */
@Timeout(120)
class GatedExpiryTest {
    private static final Duration MEMORY = Duration.ofDays(14);
    private static final Instant NOW = Instant.parse("2100-03-02T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2100-03-02");

    private final SettableClock clock = new SettableClock(NOW);
    private final DynamoSettings table =
            DynamoLocal.table(GatedExpiryTest.class.getSimpleName() + UUID.randomUUID());
    private DataStore store = open();

    private DataStore open() {
        return DynamoStore.open(table, clock, BookkeepingRules.forSharedStore());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Ledger ledger() {
        return new Ledger(store, clock, MEMORY);
    }

    private LedgerEntry entry(long id) {
        return ledger().find(call(id).key()).orElseThrow();
    }

    private static List<Arrival> arrivals(Instant at, String envelope, long... ids) {
        List<Arrival> arrivals = new ArrayList<>();
        for (long id : ids) {
            arrivals.add(new Arrival.Countable(call(id), "", envelope, at));
        }
        return arrivals;
    }

    /** Once what was counted beside the writes has reached the table. */
    private List<DailyAccount> accounts(LocalDate to) {
        store.close();
        store = open();
        return new LedgerBooks(store, clock, MEMORY).accounts(TODAY, to);
    }

    private void gateTwo() {
        ledger().hold(arrivals(NOW, "e-1", 1, 2));
        ledger().gate(entry(1));
        ledger().gate(entry(2));
    }

    /** As DynamoDB does it: without anybody who counts. */
    private void takeAway(long id) {
        try (DataStore table = DynamoStore.open(this.table, clock)) {
            table.write(new Write.Delete(EntryItems.key(call(id).key()), Condition.NONE));
        }
    }

    @Test
    void staysInTheBooksOfItsDay() {
        gateTwo();
        clock.advance(Duration.ofDays(13));
        assertThat(ledger().revive(entry(2))).as("let in on the last day").isTrue();
        clock.advance(Duration.ofDays(1));

        DailyAccount expected = new DailyAccount("aloware", TODAY, 2, 0, 1, 1, 0, 0, 0, 0);
        assertThat(ledger().find(call(1).key())).isEmpty();
        assertThat(entry(2).state()).isEqualTo(EntryState.READY);
        assertThat(accounts(TODAY)).containsExactly(expected);

        takeAway(1);
        assertThat(accounts(TODAY)).containsExactly(expected);
        Recount recount = new LedgerBooks(store, clock, MEMORY, _ -> {}).compare(() -> {});
        assertThat(recount.corrections()).isEmpty();
        assertThat(entry(2).event()).contains(call(2));
    }

    @Test
    void countsOnceMoreWhenItIsDeliveredAfterwards() {
        gateTwo();
        clock.advance(MEMORY);
        takeAway(1);
        Instant later = clock.instant();

        assertThat(ledger().hold(arrivals(later, "e-2", 1, 2)))
                .as("one taken away, one expired")
                .containsOnly(HoldResult.HELD);

        LocalDate day = TODAY.plusDays(14);
        assertThat(accounts(day))
                .containsExactly(
                        new DailyAccount("aloware", TODAY, 2, 0, 0, 2, 0, 0, 0, 0),
                        new DailyAccount("aloware", day, 2, 0, 2, 0, 0, 0, 0, 0));
    }

    /** It is seen in the queue, and gone when it is let in. */
    @Test
    void movesNothingWhereItWasTakenAwayMeanwhile() {
        gateTwo();
        LedgerEntry seen = entry(1);
        takeAway(1);

        assertThat(ledger().revive(seen)).isFalse();

        assertThat(ledger().find(call(1).key())).isEmpty();
        assertThat(accounts(TODAY))
                .containsExactly(new DailyAccount("aloware", TODAY, 2, 0, 0, 2, 0, 0, 0, 0));
    }
}
