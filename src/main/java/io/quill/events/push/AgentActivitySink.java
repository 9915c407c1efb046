package io.quill.events.push;

import io.quill.events.sink.Batch;
import io.quill.events.sink.ForwardingSink;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Sink;
import io.quill.platform.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sink that records the latest event of each agent it took. */
public final class AgentActivitySink extends ForwardingSink {
    private static final Logger LOG = LoggerFactory.getLogger(AgentActivitySink.class);

    private final AgentActivity agentActivity;

    public AgentActivitySink(Sink sink, AgentActivity agentActivity) {
        super(sink);
        this.agentActivity = agentActivity;
    }

    @Override
    public PushResult append(Batch batch) {
        PushResult result = super.append(batch);
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
            agentActivity.update(batch.rows());
        } catch (StoreException e) {
            LOG.warn("Whose events {} brought is not noted: {}", batch, e.getMessage());
        }
    }
}
