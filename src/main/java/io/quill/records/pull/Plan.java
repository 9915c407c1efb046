package io.quill.records.pull;

import io.quill.records.connector.Change;
import io.quill.records.connector.Completeness;
import io.quill.records.connector.Endpoint;
import io.quill.records.connector.Refetch;
import io.quill.records.landing.Extent;

import java.time.Instant;
import java.util.Optional;

/**
 * What a run is going to read.
 *
 * @param full whether it is everything
 * @param again what is read once more by its ids, where that is due
 * @param start of the run, which becomes the mark of the next one
 */
record Plan(
        Route route,
        boolean full,
        Optional<Refetch> again,
        Extent extent,
        Mark before,
        Instant start) {
    static Plan of(Endpoint endpoint, Mark before, Order order, Instant start) {
        boolean full =
                order.full()
                        || endpoint.parents().isPresent()
                        || endpoint.change().isEmpty()
                        || before.equals(Mark.NONE)
                        || isDue(endpoint, before, start);
        return new Plan(
                route(endpoint, before, full, start),
                full,
                again(endpoint, before, order, start).filter(_ -> !full),
                extent(endpoint, order, full),
                before,
                start);
    }

    private static boolean isDue(Endpoint endpoint, Mark before, Instant now) {
        return endpoint.completeness()
                .filter(
                        complete ->
                                before.complete()
                                        .map(last -> !last.plus(complete.every()).isAfter(now))
                                        .orElse(true))
                .isPresent();
    }

    private static Optional<Refetch> again(
            Endpoint endpoint, Mark before, Order order, Instant now) {
        return endpoint.refetch()
                .filter(_ -> order.limit().isEmpty())
                .filter(
                        refetch ->
                                before.refetched()
                                        .map(last -> !last.plus(refetch.every()).isAfter(now))
                                        .orElse(true));
    }

    /** Some of the records, by a limit, say nothing about those that are not among them. */
    private static Extent extent(Endpoint endpoint, Order order, boolean full) {
        return endpoint.completeness()
                .filter(_ -> full && order.limit().isEmpty())
                .<Extent>map(complete -> new Extent.Everything(complete.floor()))
                .orElseGet(Extent.Changes::new);
    }

    private static Route route(Endpoint endpoint, Mark before, boolean full, Instant start) {
        if (endpoint.parents().isPresent()) {
            return new Route.PerParent(endpoint.parents().get());
        }
        return switch (endpoint.change().orElse(null)) {
            case null -> new Route.Whole();
            case Change.Link _ ->
                    before.link()
                            .filter(_ -> !full)
                            .<Route>map(Route.FromLink::new)
                            .orElseGet(Route.Whole::new);
            case Change.Since since ->
                    full ? whole(endpoint, since, start) : changes(endpoint, since, before, start);
        };
    }

    private static Route whole(Endpoint endpoint, Change.Since since, Instant start) {
        if (endpoint.windows().isEmpty()) {
            return new Route.Whole();
        }
        Optional<Completeness> stable =
                endpoint.completeness().filter(complete -> !complete.since().isEmpty());
        return new Route.InPieces(
                endpoint.windows().get(),
                stable.map(Completeness::since).orElse(since.since()),
                stable.map(Completeness::until).orElse(since.until()),
                Optional.empty(),
                start);
    }

    private static Route changes(
            Endpoint endpoint, Change.Since since, Mark before, Instant start) {
        if (before.since().isEmpty()) {
            return whole(endpoint, since, start);
        }
        Instant from = before.since().get().minus(since.overlap());
        return endpoint.windows()
                .<Route>map(
                        windows ->
                                new Route.InPieces(
                                        windows,
                                        since.since(),
                                        since.until(),
                                        Optional.of(from),
                                        start))
                .orElseGet(() -> new Route.Since(since.since(), from));
    }

    /** What is known after it. */
    Mark after(Optional<String> link) {
        return new Mark(
                Optional.of(start),
                full ? Optional.of(start) : before.complete(),
                full || again.isPresent() ? Optional.of(start) : before.refetched(),
                link.or(before::link));
    }
}
