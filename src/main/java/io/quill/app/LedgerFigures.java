package io.quill.app;

import io.quill.events.ledger.DailyAccount;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.LedgerBooks;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Counts and ages of the events in each state at a moment. */
record LedgerFigures(
        Instant at,
        List<DailyAccount> accounts,
        Optional<Instant> oldestUnresolved,
        Optional<Instant> oldestReady) {

    /** Nothing is known yet. */
    static final LedgerFigures NONE =
            new LedgerFigures(Instant.EPOCH, List.of(), Optional.empty(), Optional.empty());

    static LedgerFigures at(Instant now, LedgerBooks ledgerBooks, Outbox outbox, Duration memory) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new LedgerFigures(
                now,
                ledgerBooks.accounts(today.minusDays(memory.toDays()), today),
                oldest(outbox, EntryState.UNRESOLVED),
                oldest(outbox, EntryState.READY));
    }

    private static Optional<Instant> oldest(Outbox outbox, EntryState entryState) {
        return outbox.waiting(entryState, 1).stream().map(LedgerEntry::seenAt).findFirst();
    }

    boolean isKnown() {
        return !this.equals(NONE);
    }

    long sum(ToLongFunction<DailyAccount> column) {
        return accounts.stream().mapToLong(column).sum();
    }

    /** Returns the difference between events received and events accounted for. */
    long gap() {
        return sum(DailyAccount::imbalance);
    }

    /** Returns how long something has waited; zero if nothing waits. */
    static Duration age(Optional<Instant> since, Instant now) {
        return since.map(then -> Duration.between(then, now)).orElse(Duration.ZERO);
    }
}
