package io.quill.operate.console;

import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.QuotaReader;
import io.quill.operate.console.Console.Hearsay;
import io.quill.operate.console.view.BooksOverview;
import io.quill.operate.console.view.ConsoleProblem;
import io.quill.operate.console.view.PipelineCounts;
import io.quill.operate.console.view.RemainingQuota;
import io.quill.operate.console.view.StatusOverview;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Status figures from the ledger, the books and the pusher. */
final class LedgerOverview implements StatusOverview {
    /** Limit of counting: enough for a person, and quick for the store. */
    private static final long MOST_COUNTED = 20_000;

    /** Time for which all viewers see the same figures. */
    private static final Duration FRESH = Duration.ofMillis(800);

    private final Outbox outbox;
    private final BooksOverview booksOverview;
    private final Optional<QuotaReader> allowance;
    private final Supplier<Signs> signs;
    private final InstantSource clock;
    private Optional<PipelineCounts> last = Optional.empty();
    private Optional<BooksOverview.Recounted> recounted = Optional.empty();

    /** Information beside the figures. */
    record Signs(Hearsay heard, int heldBatches) {}

    LedgerOverview(
            Outbox outbox,
            BooksOverview booksOverview,
            Optional<QuotaReader> allowance,
            Supplier<Signs> signs,
            InstantSource clock) {
        this.outbox = outbox;
        this.booksOverview = booksOverview;
        this.allowance = allowance;
        this.signs = signs;
        this.clock = clock;
    }

    @Override
    public synchronized PipelineCounts standing() {
        Instant now = clock.instant();
        if (last.filter(each -> each.at().plus(FRESH).isAfter(now)).isEmpty()) {
            last = Optional.of(counted(now));
            recounted = booksOverview.lastRecount();
        }
        return last.orElseThrow();
    }

    @Override
    public synchronized Optional<BooksOverview.Recounted> lastRecount() {
        standing();
        return recounted;
    }

    private PipelineCounts counted(Instant now) {
        return new PipelineCounts(
                now,
                booksOverview.today(),
                count(EntryState.UNRESOLVED),
                count(EntryState.READY),
                count(EntryState.BATCHED),
                count(EntryState.GATED),
                count(EntryState.PARKED),
                count(EntryState.DEAD),
                oldest());
    }

    private long count(EntryState entryState) {
        return outbox.count(entryState, MOST_COUNTED);
    }

    private Optional<Instant> oldest() {
        return Stream.of(EntryState.UNRESOLVED, EntryState.READY, EntryState.BATCHED)
                .flatMap(entryState -> outbox.waiting(entryState, 1).stream())
                .map(LedgerEntry::seenAt)
                .min(Instant::compareTo);
    }

    @Override
    public Optional<RemainingQuota> budget() {
        return allowance
                .map(QuotaReader::remaining)
                .map(
                        left ->
                                new RemainingQuota(
                                        left.posts(),
                                        left.mostPosts(),
                                        left.per().equals(Duration.ofHours(1)) ? "hour" : "minute",
                                        left.rows(),
                                        left.mostRows(),
                                        left.notBefore(),
                                        left.largestTable()));
    }

    @Override
    public List<ConsoleProblem> troubles() {
        return new ProblemAssessment(standing(), budget(), signs.get()).troubles();
    }
}
