package io.quill.events.push;

import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.QuotaLeft;
import io.quill.events.sink.RetentionPolicy;
import io.quill.platform.store.DataStore;

import java.time.Duration;
import java.time.InstantSource;

/** Reads what the dataset's quota still allows, as the holder of the lease counts it. */
public final class QuotaReader {
    private final BatchStore book;
    private final InstantSource clock;
    private final RetentionPolicy retentionPolicy;

    public QuotaReader(DataStore store, InstantSource clock, RetentionPolicy retentionPolicy) {
        this.book = new BatchStore(store, clock, Duration.ZERO);
        this.clock = clock;
        this.retentionPolicy = retentionPolicy;
    }

    public QuotaLeft remaining() {
        return book.quota()
                .map(state -> new DatasetQuota(clock, retentionPolicy, state))
                .orElseGet(() -> new DatasetQuota(clock, retentionPolicy))
                .remaining();
    }
}
