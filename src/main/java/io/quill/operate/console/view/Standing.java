package io.quill.operate.console.view;

import io.quill.events.ledger.Account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where events stand: what came today (by UTC, as the books are kept), and what is on its way or
 * aside now, whenever it came.
 */
public record Standing(
        Instant at,
        List<Account> accounts,
        long unresolved,
        long ready,
        long inFlight,
        long gated,
        long parked,
        long dead,
        Optional<Instant> oldest) {

    public Standing {
        accounts = List.copyOf(accounts);
    }

    public long received() {
        return accounts.stream().mapToLong(Account::received).sum();
    }

    public long duplicates() {
        return accounts.stream().mapToLong(Account::duplicates).sum();
    }

    public long ignored() {
        return accounts.stream().mapToLong(Account::ignored).sum();
    }

    public long settled() {
        return accounts.stream().mapToLong(Account::settled).sum();
    }

    /** How long the oldest event has been waiting to be pushed. */
    public Optional<Duration> oldestAge() {
        return oldest.map(seen -> Duration.between(seen, at));
    }
}
