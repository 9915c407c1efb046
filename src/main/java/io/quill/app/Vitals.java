package io.quill.app;

import io.quill.events.ledger.Account;
import io.quill.events.ledger.Books;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Outbox;
import io.quill.events.ledger.State;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** How much is where, and since when, at a moment. */
record Vitals(
        Instant at,
        List<Account> accounts,
        Optional<Instant> oldestUnresolved,
        Optional<Instant> oldestReady) {

    /** Nothing is known yet. */
    static final Vitals NONE =
            new Vitals(Instant.EPOCH, List.of(), Optional.empty(), Optional.empty());

    static Vitals at(Instant now, Books books, Outbox outbox, Duration memory) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new Vitals(
                now,
                books.accounts(today.minusDays(memory.toDays()), today),
                oldest(outbox, State.UNRESOLVED),
                oldest(outbox, State.READY));
    }

    private static Optional<Instant> oldest(Outbox outbox, State state) {
        return outbox.waiting(state, 1).stream().map(Entry::seenAt).findFirst();
    }

    boolean isKnown() {
        return !this.equals(NONE);
    }

    long sum(ToLongFunction<Account> column) {
        return accounts.stream().mapToLong(column).sum();
    }

    /** By how many events the sums are open. */
    long gap() {
        return sum(Account::offBy);
    }

    /** How long something has waited by then; no time at all where nothing waits. */
    static Duration age(Optional<Instant> since, Instant now) {
        return since.map(then -> Duration.between(then, now)).orElse(Duration.ZERO);
    }
}
