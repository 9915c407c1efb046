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
 * Whether a lease is still held, for a request, which no guard of a write can prevent. A
 * conditional write proves it, and it holds for a term from the moment before that write. The clock
 * on the wall goes on while a machine is suspended, and the steady one while somebody sets the
 * other back: the one by which more time has passed decides.
 */
public final class LeaseWatch {
    private final DataStore store;
    private final InstantSource clock;
    private final InstantSource waits;
    private final Guard guard;

    public LeaseWatch(DataStore store, InstantSource clock, InstantSource waits, Guard guard) {
        this.store = store;
        this.clock = clock;
        this.waits = waits;
        this.guard = guard;
    }

    /** Renews the lease; whether nobody can follow before so much time has passed. */
    public boolean lasts(Duration time) {
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

    /** Whether nobody has followed so far. */
    public boolean isUnbroken() {
        return lease().isPresent();
    }

    private Optional<Item> lease() {
        return store.get(guard.key(), Consistency.STRONG)
                .filter(item -> guard.condition().holds(Optional.of(item)));
    }
}
