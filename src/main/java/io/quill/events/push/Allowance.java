package io.quill.events.push;

import io.quill.events.sink.Quota;
import io.quill.events.sink.QuotaLeft;
import io.quill.events.sink.Retention;
import io.quill.platform.store.DataStore;

import java.time.Duration;
import java.time.InstantSource;

/** Tells anybody who asks what the dataset still takes, as the holder of the lease counts it. */
public final class Allowance {
    private final BatchBook book;
    private final InstantSource clock;
    private final Retention retention;

    public Allowance(DataStore store, InstantSource clock, Retention retention) {
        this.book = new BatchBook(store, clock, Duration.ZERO);
        this.clock = clock;
        this.retention = retention;
    }

    public QuotaLeft left() {
        return book.quota()
                .map(state -> new Quota(clock, retention, state))
                .orElseGet(() -> new Quota(clock, retention))
                .left();
    }
}
