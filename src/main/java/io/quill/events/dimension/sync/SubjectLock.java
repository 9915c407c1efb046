package io.quill.events.dimension.sync;

import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;

import java.util.Optional;
import java.util.function.Supplier;

/** Lock of one subject, held by a lease until it is closed. */
final class SubjectLock implements Supplier<Guard>, AutoCloseable {
    private final Lease lease;
    private final Guard first;

    private SubjectLock(Lease lease, Guard first) {
        this.lease = lease;
        this.first = first;
    }

    static Optional<SubjectLock> acquire(Lease lease) {
        return lease.acquire().map(guard -> new SubjectLock(lease, guard));
    }

    /**
     * Returns the guard; fails if the lease was lost in between, since others may have changed the
     * subject.
     */
    @Override
    public Guard get() {
        return lease.acquire()
                .filter(first::equals)
                .orElseThrow(() -> new GuardLostException(first));
    }

    @Override
    public void close() {
        lease.release(first);
    }
}
