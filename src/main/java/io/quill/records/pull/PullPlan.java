package io.quill.records.pull;

import io.quill.records.connector.Endpoint;
import io.quill.records.connector.FullRefresh;
import io.quill.records.connector.IncrementalSync;
import io.quill.records.connector.Refetch;
import io.quill.records.landing.LoadScope;

import java.time.Instant;
import java.util.Optional;

/**
 * Plan of a run: what it reads, and how.
 *
 * @param full whether it is everything
 * @param refetch what is read once more by its ids, where that is due
 * @param start of the run, which becomes the mark of the next one
 */
record PullPlan(
        ReadStrategy strategy,
        boolean full,
        Optional<Refetch> refetch,
        LoadScope extent,
        PullState before,
        Instant start) {
    static PullPlan of(
            Endpoint endpoint, PullState before, PullOptions pullOptions, Instant start) {
        boolean full =
                pullOptions.full()
                        || endpoint.parents().isPresent()
                        || endpoint.change().isEmpty()
                        || before.equals(PullState.NONE)
                        || isDue(endpoint, before, start);
        return new PullPlan(
                strategy(endpoint, before, full, start),
                full,
                refetch(endpoint, before, pullOptions, start).filter(_ -> !full),
                extent(endpoint, pullOptions, full),
                before,
                start);
    }

    private static boolean isDue(Endpoint endpoint, PullState before, Instant now) {
        return endpoint.completeness()
                .filter(
                        complete ->
                                before.complete()
                                        .map(last -> !last.plus(complete.every()).isAfter(now))
                                        .orElse(true))
                .isPresent();
    }

    private static Optional<Refetch> refetch(
            Endpoint endpoint, PullState before, PullOptions pullOptions, Instant now) {
        return endpoint.refetch()
                .filter(_ -> pullOptions.limit().isEmpty())
                .filter(
                        refetch ->
                                before.refetched()
                                        .map(last -> !last.plus(refetch.every()).isAfter(now))
                                        .orElse(true));
    }

    /** Some of the records, by a limit, say nothing about those that are not among them. */
    private static LoadScope extent(Endpoint endpoint, PullOptions pullOptions, boolean full) {
        return endpoint.completeness()
                .filter(_ -> full && pullOptions.limit().isEmpty())
                .<LoadScope>map(complete -> new LoadScope.Everything(complete.floor()))
                .orElseGet(LoadScope.Changes::new);
    }

    private static ReadStrategy strategy(
            Endpoint endpoint, PullState before, boolean full, Instant start) {
        if (endpoint.parents().isPresent()) {
            return new ReadStrategy.PerParent(endpoint.parents().get());
        }
        return switch (endpoint.change().orElse(null)) {
            case null -> new ReadStrategy.Whole();
            case IncrementalSync.Link _ ->
                    before.link()
                            .filter(_ -> !full)
                            .<ReadStrategy>map(ReadStrategy.FromLink::new)
                            .orElseGet(ReadStrategy.Whole::new);
            case IncrementalSync.Since since ->
                    full ? whole(endpoint, since, start) : changes(endpoint, since, before, start);
        };
    }

    private static ReadStrategy whole(
            Endpoint endpoint, IncrementalSync.Since since, Instant start) {
        if (endpoint.windows().isEmpty()) {
            return new ReadStrategy.Whole();
        }
        Optional<FullRefresh> stable =
                endpoint.completeness().filter(complete -> !complete.since().isEmpty());
        return new ReadStrategy.InPieces(
                endpoint.windows().get(),
                stable.map(FullRefresh::since).orElse(since.since()),
                stable.map(FullRefresh::until).orElse(since.until()),
                Optional.empty(),
                start);
    }

    private static ReadStrategy changes(
            Endpoint endpoint, IncrementalSync.Since since, PullState before, Instant start) {
        if (before.since().isEmpty()) {
            return whole(endpoint, since, start);
        }
        Instant from = before.since().get().minus(since.overlap());
        return endpoint.windows()
                .<ReadStrategy>map(
                        timeWindows ->
                                new ReadStrategy.InPieces(
                                        timeWindows,
                                        since.since(),
                                        since.until(),
                                        Optional.of(from),
                                        start))
                .orElseGet(() -> new ReadStrategy.Since(since.since(), from));
    }

    /** Returns the state after this run. */
    PullState stateAfter(Optional<String> link) {
        return new PullState(
                Optional.of(start),
                full ? Optional.of(start) : before.complete(),
                full || refetch.isPresent() ? Optional.of(start) : before.refetched(),
                link.or(before::link));
    }
}
