package io.quill.events.push;

import io.quill.events.sink.Batch;
import io.quill.events.sink.EventLookup;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.RowCount;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;
import io.quill.events.sink.SinkStatus;
import io.quill.platform.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;

/** Sink that records the latest event of each agent it took. */
public record AgentActivitySink(Sink sink, AgentActivity sightings) implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(AgentActivitySink.class);

    @Override
    public PushResult append(Batch batch) {
        PushResult result = sink.append(batch);
        if (result instanceof PushResult.Taken && batch.table().equals(FactRows.TABLE)) {
            note(batch);
        }
        return result;
    }

    /**
     * Records the agents of rows that were taken; a failure is only logged, since the result must
     * reach the pusher.
     */
    private void note(Batch batch) {
        try {
            sightings.update(batch.rows());
        } catch (StoreException e) {
            LOG.warn(
                    "Could not record when the agents of {} were last active; "
                            + "pushing goes on: {}",
                    batch,
                    e.getMessage());
        }
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
