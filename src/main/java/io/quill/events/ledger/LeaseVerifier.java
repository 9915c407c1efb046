package io.quill.events.ledger;

import io.quill.platform.jobs.Lease.Held;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.WriteResult;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Proves that a lease is still held before a request, which no guard of a write can prevent. A
 * conditional write proves it for a term, measured by the wall clock and by a steady one, whichever
 * has moved more.
 */
public final class LeaseVerifier {
    private final DataStore store;
    private final InstantSource clock;
    private final InstantSource waits;
    private final Guard guard;

    public LeaseVerifier(DataStore store, InstantSource clock, InstantSource waits, Guard guard) {
        this.store = store;
        this.clock = clock;
        this.waits = waits;
        this.guard = guard;
    }

    /** Renews the lease and returns whether no other can take it within this time. */
    public boolean renewFor(Duration time) {
        Instant wall = clock.instant();
        Instant steady = waits.instant();
        Optional<Held> held = lease().flatMap(Held::of);
        if (held.isEmpty()
                || !(store.write(held.get().renewal(wall)) instanceof WriteResult.Applied)) {
            return false;
        }
        Duration left = held.get().term().minus(time);
        return Duration.between(wall, clock.instant()).compareTo(left) < 0
                && Duration.between(steady, waits.instant()).compareTo(left) < 0;
    }

    /** Returns whether nobody has taken the lease so far. */
    public boolean isHeld() {
        return lease().isPresent();
    }

    private Optional<Item> lease() {
        return store.get(guard.key(), Consistency.STRONG)
                .filter(item -> guard.condition().holds(Optional.of(item)));
    }
}
