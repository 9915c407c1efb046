package io.quill.operate.problem;

import io.quill.events.ledger.DailyAccount;
import io.quill.events.ledger.LedgerBooks;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sends a summary of yesterday's events once a day, a line a source. */
public final class DailySummary {
    private static final int SOME_MINUTES = 10;
    private static final long KEPT_DAYS = 7;
    private static final long A_WEEK = 7;

    private final DataStore store;
    private final LedgerBooks ledgerBooks;
    private final Messenger messenger;
    private final InstantSource clock;

    public DailySummary(
            DataStore store, LedgerBooks ledgerBooks, Messenger messenger, InstantSource clock) {
        this.store = store;
        this.ledgerBooks = ledgerBooks;
        this.messenger = messenger;
        this.clock = clock;
    }

    /** Sends the summary on the first call of a day; to be called every now and then. */
    public void sendIfDue() {
        Instant now = clock.instant();
        if (now.atOffset(ZoneOffset.UTC).getHour() == 0
                && now.atOffset(ZoneOffset.UTC).getMinute() < SOME_MINUTES) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        Item mark =
                Item.at("DAILY", day.toString())
                        .with("at", now.toString())
                        .with(
                                Item.EXPIRES_AT,
                                day.plusDays(KEPT_DAYS)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toEpochSecond())
                        .build();
        if (store.write(Write.insert(mark)) instanceof WriteResult.Applied
                && isOfUse(day)
                && !messenger.send(
                        "Quill: " + day + " (UTC)", lines(ledgerBooks.accounts(day, day)))) {
            store.write(new Write.Delete(mark.key(), Condition.NONE));
        }
    }

    /** A Quill that was put up today has missed nothing yesterday. */
    private boolean isOfUse(LocalDate day) {
        return !ledgerBooks.accounts(day.minusDays(A_WEEK), day).isEmpty();
    }

    private static String lines(List<DailyAccount> accounts) {
        return accounts.isEmpty()
                ? "Nothing came."
                : accounts.stream().map(DailySummary::line).collect(Collectors.joining("\n"));
    }

    private static String line(DailyAccount day) {
        return String.format(
                Locale.ROOT,
                "%s: %,d received = %,d settled + %,d waiting + %,d gated + %,d parked + %,d dead"
                        + " + %,d duplicates + %,d ignored%s",
                day.source(),
                day.received(),
                day.settled(),
                day.waiting(),
                day.gated(),
                day.parked(),
                day.dead(),
                day.duplicates(),
                day.ignored(),
                day.isBalanced()
                        ? ""
                        : ", which is off by %,d: it is recounted by itself, look if it stays"
                                .formatted(day.imbalance()));
    }
}
