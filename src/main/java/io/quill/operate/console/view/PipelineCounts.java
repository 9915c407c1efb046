package io.quill.operate.console.view;

import io.quill.events.ledger.DailyAccount;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Counts of events: today's by UTC, as the books have them, and those pending now, whenever they
 * came.
 */
public record PipelineCounts(
        Instant at,
        List<DailyAccount> accounts,
        long unresolved,
        long ready,
        long inFlight,
        long gated,
        long parked,
        long dead,
        Optional<Instant> oldest) {

    public PipelineCounts {
        accounts = List.copyOf(accounts);
    }

    public long received() {
        return accounts.stream().mapToLong(DailyAccount::received).sum();
    }

    public long duplicates() {
        return accounts.stream().mapToLong(DailyAccount::duplicates).sum();
    }

    public long ignored() {
        return accounts.stream().mapToLong(DailyAccount::ignored).sum();
    }

    public long settled() {
        return accounts.stream().mapToLong(DailyAccount::settled).sum();
    }

    /** Time for which the oldest event has been waiting to be pushed. */
    public Optional<Duration> oldestAge() {
        return oldest.map(seen -> Duration.between(seen, at));
    }
}
