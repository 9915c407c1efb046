package io.quill.events.push;

import io.quill.events.sink.Batch;
import io.quill.events.sink.Presence;
import io.quill.events.sink.Proof;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Revocation;
import io.quill.events.sink.RowCount;
import io.quill.events.sink.Sink;
import io.quill.events.sink.Standing;
import io.quill.platform.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;

/** A sink that notes of which agents it took something. */
public record NotedSink(Sink sink, Sightings sightings) implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(NotedSink.class);

    @Override
    public PushResult append(Batch batch) {
        PushResult result = sink.append(batch);
        if (result instanceof PushResult.Taken && batch.table().equals(FactRows.TABLE)) {
            note(batch);
        }
        return result;
    }

    /** The rows were taken, which must be heard whatever becomes of the note. */
    private void note(Batch batch) {
        try {
            sightings.note(batch.rows());
        } catch (StoreException e) {
            LOG.warn("Whose events {} brought is not noted: {}", batch, e.getMessage());
        }
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
