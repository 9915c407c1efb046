package io.quill.bench;

import io.quill.push.Batch;
import io.quill.push.Presence;
import io.quill.push.Proof;
import io.quill.push.PushResult;
import io.quill.push.Revocation;
import io.quill.push.Sink;
import io.quill.push.Standing;

import java.util.Collection;

/** Counts the facts that were taken, since retention lets them go again, and the time it took. */
final class CountingSink implements Sink {
    private final Sink sink;
    private long facts;
    private long nanos;

    CountingSink(Sink sink) {
        this.sink = sink;
    }

    long facts() {
        return facts;
    }

    /** From before a request was put together until after its answer. */
    double seconds() {
        return nanos / 1e9;
    }

    @Override
    public PushResult append(Batch batch) {
        long begun = System.nanoTime();
        PushResult result = sink.append(batch);
        nanos += System.nanoTime() - begun;
        if (result instanceof PushResult.Taken && batch.table().equals("FactEvent")) {
            facts += batch.rows().size();
        }
        return result;
    }

    @Override
    public Standing ensure() {
        return sink.ensure();
    }

    @Override
    public PushResult clear(String table) {
        return sink.clear(table);
    }

    @Override
    public Proof proof(String table, long number) {
        return sink.proof(table, number);
    }

    @Override
    public Revocation revoke(String table, long number) {
        return sink.revoke(table, number);
    }

    @Override
    public Presence present(Collection<String> eventIds) {
        return sink.present(eventIds);
    }
}
