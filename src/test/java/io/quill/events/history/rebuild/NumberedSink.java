package io.quill.events.history.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.sink.Batch;
import io.quill.events.sink.EventLookup;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.RetentionPolicy;
import io.quill.events.sink.RevocationResult;
import io.quill.events.sink.SequenceProof;
import io.quill.events.sink.Sink;
import io.quill.events.sink.SinkStatus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A dataset that keeps sequence numbers, and what came into it. */
final class NumberedSink implements Sink {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> rows = new ArrayList<>();
    private long number;

    List<String> ids() {
        return rows.stream().map(row -> row.path("EventID").asText()).toList();
    }

    @Override
    public SinkStatus ensure() {
        return new SinkStatus.Ready("new", RetentionPolicy.NONE, List.of());
    }

    @Override
    public PushResult append(Batch batch) {
        if (batch.number() <= number) {
            return new PushResult.SequenceBehind("412");
        }
        number = batch.number();
        batch.rows().forEach(row -> rows.add(read(row)));
        return new PushResult.Taken("request");
    }

    private static JsonNode read(String row) {
        try {
            return JSON.readTree(row);
        } catch (JsonProcessingException e) {
            throw new AssertionError(row, e);
        }
    }

    @Override
    public PushResult clear(String table) {
        rows.clear();
        return new PushResult.Taken("request");
    }

    @Override
    public SequenceProof proof(String table, long asked) {
        if (asked == number) {
            return new SequenceProof.Taken();
        }
        return asked > number ? new SequenceProof.NotTaken() : new SequenceProof.Overtaken(number);
    }

    @Override
    public RevocationResult revoke(String table, long number) {
        return new RevocationResult.Unsupported("no numbers are used up here");
    }

    @Override
    public EventLookup findEvents(Collection<String> eventIds) {
        return new EventLookup.Unknown("no queries here");
    }
}
