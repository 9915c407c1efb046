package io.quill.bench;

import io.quill.events.sink.Batch;
import io.quill.events.sink.EventLookup;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;
import io.quill.events.sink.SinkStatus;

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
    public SinkStatus ensure() {
        return sink.ensure();
    }

    @Override
    public PushResult clear(String table) {
        return sink.clear(table);
    }

    @Override
    public SequenceProof proof(String table, long number) {
        return sink.proof(table, number);
    }

    @Override
    public RevocationResult revoke(String table, long number) {
        return sink.revoke(table, number);
    }

    @Override
    public EventLookup findEvents(Collection<String> eventIds) {
        return sink.findEvents(eventIds);
    }
}
