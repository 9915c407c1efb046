package io.quill.events.dimension.sync;

import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLost;

import java.util.Optional;
import java.util.function.Supplier;

/** The right to change one subject, kept from the moment it was taken to the moment it ends. */
final class Turn implements Supplier<Guard>, AutoCloseable {
    private final Lease lease;
    private final Guard first;

    private Turn(Lease lease, Guard first) {
        this.lease = lease;
        this.first = first;
    }

    static Optional<Turn> take(Lease lease) {
        return lease.hold().map(guard -> new Turn(lease, guard));
    }

    /**
     * Whoever lost it in between may have been followed by others: it begins anew or not at all.
     */
    @Override
    public Guard get() {
        return lease.hold().filter(first::equals).orElseThrow(() -> new GuardLost(first));
    }

    @Override
    public void close() {
        lease.release(first);
    }
}
