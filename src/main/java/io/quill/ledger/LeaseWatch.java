package io.quill.ledger;

import io.quill.store.Consistency;
import io.quill.store.DataStore;
import io.quill.store.Guard;
import io.quill.store.Item;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether a lease is still held, for what no guard of a write can prevent. The store says it, and
 * then the clock on the wall, which goes on while a process or its machine stands still.
 */
public final class LeaseWatch {
    private final DataStore store;
    private final InstantSource clock;
    private final Guard guard;

    public LeaseWatch(DataStore store, InstantSource clock, Guard guard) {
        this.store = store;
        this.clock = clock;
        this.guard = guard;
    }

    /** Whether nobody can follow before so much time has passed. */
    public boolean lasts(Duration time) {
        Optional<Instant> end = lease().flatMap(Lease::deadline);
        return end.filter(each -> clock.instant().plus(time).isBefore(each)).isPresent();
    }

    /** Whether nobody has followed so far. */
    public boolean isUnbroken() {
        return lease().isPresent();
    }

    private Optional<Item> lease() {
        return store.get(guard.key(), Consistency.STRONG)
                .filter(item -> guard.condition().holds(Optional.of(item)));
    }
}
