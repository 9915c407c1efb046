package io.quill.events.sink;

import java.util.Collection;

/** Sink that forwards each call to another; a decorator overrides the calls that it changes. */
public abstract class ForwardingSink implements Sink {
    private final Sink sink;

    protected ForwardingSink(Sink sink) {
        this.sink = sink;
    }

    @Override
    public SinkStatus ensure() {
        return sink.ensure();
    }

    @Override
    public PushResult append(Batch batch) {
        return sink.append(batch);
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
