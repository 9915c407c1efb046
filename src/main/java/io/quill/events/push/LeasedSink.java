package io.quill.events.push;

import io.quill.events.ledger.LeaseWatch;
import io.quill.events.sink.Batch;
import io.quill.events.sink.Presence;
import io.quill.events.sink.Proof;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Revocation;
import io.quill.events.sink.RowCount;
import io.quill.events.sink.Sink;
import io.quill.events.sink.Standing;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

/**
 * The sink for one holding of the lease. A write can be made to depend on the lease, a request
 * cannot: it goes only while nobody can follow, and where somebody did nevertheless before its
 * answer came, the follower is told of it.
 */
public final class LeasedSink implements Sink {
    /** For clocks that differ, and for the way to the far side. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Sink sink;
    private final LeaseWatch lease;
    private final LateRequests late;

    public LeasedSink(
            Sink sink, DataStore store, InstantSource clock, InstantSource waits, Guard guard) {
        this.sink = sink;
        this.lease = new LeaseWatch(store, clock, waits, guard);
        this.late = new LateRequests(store, waits);
    }

    @Override
    public PushResult append(Batch batch) {
        if (!lease.lasts(MARGIN)) {
            return unsent();
        }
        PushResult result = sink.append(batch);
        if (mayHaveCome(result) && !lease.isUnbroken()) {
            late.append(batch, result);
        }
        return result;
    }

    @Override
    public PushResult clear(String table) {
        if (!lease.lasts(MARGIN)) {
            return unsent();
        }
        PushResult result = sink.clear(table);
        if (mayHaveCome(result) && !lease.isUnbroken()) {
            late.clear(table, result);
        }
        return result;
    }

    private static PushResult unsent() {
        return new PushResult.Unsent("the pusher's lease has nearly run out");
    }

    private static boolean mayHaveCome(PushResult result) {
        return switch (result) {
            case PushResult.Taken _, PushResult.Doubt _ -> true;
            case PushResult.NotTaken _ -> false;
        };
    }

    @Override
    public Standing ensure() {
        return sink.ensure();
    }

    @Override
    public Proof proof(String table, long number) {
        return sink.proof(table, number);
    }

    /** It may be repeated, and a follower knows that it was tried. */
    @Override
    public Revocation revoke(String table, long number) {
        return lease.lasts(MARGIN) ? sink.revoke(table, number) : new Revocation.Failed(unsent());
    }

    @Override
    public int postsBeside() {
        return sink.postsBeside();
    }

    @Override
    public RowCount count(String table) {
        return sink.count(table);
    }

    @Override
    public Presence present(Collection<String> eventIds) {
        return sink.present(eventIds);
    }
}
