package io.quill.events.push;

import io.quill.events.ledger.LeaseVerifier;
import io.quill.events.sink.Batch;
import io.quill.events.sink.EventLookup;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.RowCount;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;
import io.quill.events.sink.SinkStatus;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

/**
 * Sink that sends only while the lease lasts. A request cannot depend on the lease as a write can;
 * where it may have come after a successor began, that is recorded.
 */
public final class LeasedSink implements Sink {
    /** Margin for clocks that differ and for the way to the sink. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Sink sink;
    private final LeaseVerifier lease;
    private final LateRequests late;

    public LeasedSink(
            Sink sink, DataStore store, InstantSource clock, InstantSource waits, Guard guard) {
        this.sink = sink;
        this.lease = new LeaseVerifier(store, clock, waits, guard);
        this.late = new LateRequests(store, waits);
    }

    @Override
    public PushResult append(Batch batch) {
        if (!lease.renewFor(MARGIN)) {
            return unsent();
        }
        PushResult result = sink.append(batch);
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
        PushResult result = sink.clear(table);
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

    @Override
    public SinkStatus ensure() {
        return sink.ensure();
    }

    @Override
    public SequenceProof proof(String table, long number) {
        return sink.proof(table, number);
    }

    /** Revokes under the lease; it may be repeated, and a successor knows that it was tried. */
    @Override
    public RevocationResult revoke(String table, long number) {
        return lease.renewFor(MARGIN)
                ? sink.revoke(table, number)
                : new RevocationResult.Failed(unsent());
    }

    @Override
    public int extraPosts() {
        return sink.extraPosts();
    }

    @Override
    public RowCount count(String table) {
        return sink.count(table);
    }

    @Override
    public EventLookup findEvents(Collection<String> eventIds) {
        return sink.findEvents(eventIds);
    }
}
