package io.quill.push;

import io.quill.store.DataStore;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Tells anybody who asks what the dataset still takes, as the holder of the lease counts it. */
public final class Allowance {
    private final BatchBook book;
    private final InstantSource clock;
    private final Retention retention;

    /**
     * What is left of what is allowed.
     *
     * @param per over which posts are counted
     * @param notBefore until when Power BI has asked for patience
     * @param largestTable the rows of the largest table
     */
    public record Left(
            long posts,
            long mostPosts,
            Duration per,
            long rows,
            long mostRows,
            Optional<Instant> notBefore,
            long largestTable) {}

    public Allowance(DataStore store, InstantSource clock, Retention retention) {
        this.book = new BatchBook(store, clock, Duration.ZERO);
        this.clock = clock;
        this.retention = retention;
    }

    public Left left() {
        return book.quota()
                .map(state -> new Quota(clock, retention, state))
                .orElseGet(() -> new Quota(clock, retention))
                .left();
    }
}
