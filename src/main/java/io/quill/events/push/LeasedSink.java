package io.quill.events.push;

import io.quill.events.ledger.LeaseVerifier;
import io.quill.events.sink.Batch;
import io.quill.events.sink.ForwardingSink;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.Sink;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Sink that sends only while the lease lasts. A request cannot depend on the lease as a write can;
 * where it may have come after a successor began, that is recorded.
 */
public final class LeasedSink extends ForwardingSink {
    /** Margin for clocks that differ and for the way to the sink. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final LeaseVerifier lease;
    private final LateRequests late;

    public LeasedSink(
            Sink sink, DataStore store, InstantSource clock, InstantSource waits, Guard guard) {
        super(sink);
        this.lease = new LeaseVerifier(store, clock, waits, guard);
        this.late = new LateRequests(store, waits);
    }

    @Override
    public PushResult append(Batch batch) {
        if (!lease.renewFor(MARGIN)) {
            return unsent();
        }
        PushResult result = super.append(batch);
        if (mayBeTaken(result) && !lease.isHeld()) {
            late.recordLateAppend(batch, result);
        }
        return result;
    }

    @Override
    public PushResult clear(String table) {
        if (!lease.renewFor(MARGIN)) {
            return unsent();
        }
        PushResult result = super.clear(table);
        if (mayBeTaken(result) && !lease.isHeld()) {
            late.recordLateClear(table, result);
        }
        return result;
    }

    private static PushResult unsent() {
        return new PushResult.Unsent("the pusher's lease has nearly run out");
    }

    private static boolean mayBeTaken(PushResult result) {
        return switch (result) {
            case PushResult.Taken _, PushResult.Doubt _ -> true;
            case PushResult.NotTaken _ -> false;
        };
    }

    /** Revokes under the lease; it may be repeated, and a successor knows that it was tried. */
    @Override
    public RevocationResult revoke(String table, long number) {
        return lease.renewFor(MARGIN)
                ? super.revoke(table, number)
                : new RevocationResult.Failed(unsent());
    }
}
