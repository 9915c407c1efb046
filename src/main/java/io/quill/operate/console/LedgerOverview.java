package io.quill.operate.console;

import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Outbox;
import io.quill.events.ledger.State;
import io.quill.events.push.Allowance;
import io.quill.operate.console.Console.Hearsay;
import io.quill.operate.console.view.Books;
import io.quill.operate.console.view.Budget;
import io.quill.operate.console.view.Overview;
import io.quill.operate.console.view.Standing;
import io.quill.operate.console.view.Trouble;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How Quill is doing, from the ledger, the books and the pusher. */
final class LedgerOverview implements Overview {
    /** As good as countless for a person, and a moment's work for the store. */
    private static final long MOST_COUNTED = 20_000;

    /** Of several who look at once all see the same. */
    private static final Duration FRESH = Duration.ofMillis(800);

    private final Outbox outbox;
    private final Books books;
    private final Optional<Allowance> allowance;
    private final Supplier<Signs> signs;
    private final InstantSource clock;
    private Optional<Standing> last = Optional.empty();
    private Optional<Books.Recounted> recounted = Optional.empty();

    /** What the figures do not tell. */
    record Signs(Hearsay heard, int heldBatches) {}

    LedgerOverview(
            Outbox outbox,
            Books books,
            Optional<Allowance> allowance,
            Supplier<Signs> signs,
            InstantSource clock) {
        this.outbox = outbox;
        this.books = books;
        this.allowance = allowance;
        this.signs = signs;
        this.clock = clock;
    }

    @Override
    public synchronized Standing standing() {
        Instant now = clock.instant();
        if (last.filter(each -> each.at().plus(FRESH).isAfter(now)).isEmpty()) {
            last = Optional.of(counted(now));
            recounted = books.lastRecount();
        }
        return last.orElseThrow();
    }

    @Override
    public synchronized Optional<Books.Recounted> lastRecount() {
        standing();
        return recounted;
    }

    private Standing counted(Instant now) {
        return new Standing(
                now,
                books.today(),
                count(State.UNRESOLVED),
                count(State.READY),
                count(State.BATCHED),
                count(State.GATED),
                count(State.PARKED),
                count(State.DEAD),
                oldest());
    }

    private long count(State state) {
        return outbox.count(state, MOST_COUNTED);
    }

    private Optional<Instant> oldest() {
        return Stream.of(State.UNRESOLVED, State.READY, State.BATCHED)
                .flatMap(state -> outbox.waiting(state, 1).stream())
                .map(Entry::seenAt)
                .min(Instant::compareTo);
    }

    @Override
    public Optional<Budget> budget() {
        return allowance
                .map(Allowance::left)
                .map(
                        left ->
                                new Budget(
                                        left.posts(),
                                        left.mostPosts(),
                                        left.per().equals(Duration.ofHours(1)) ? "hour" : "minute",
                                        left.rows(),
                                        left.mostRows(),
                                        left.notBefore(),
                                        left.largestTable()));
    }

    @Override
    public List<Trouble> troubles() {
        return new Symptoms(standing(), budget(), signs.get()).troubles();
    }
}
