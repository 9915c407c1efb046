package io.quill.events.history.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quill.events.sink.Batch;
import io.quill.events.sink.Presence;
import io.quill.events.sink.Proof;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Retention;
import io.quill.events.sink.Revocation;
import io.quill.events.sink.Sink;
import io.quill.events.sink.Standing;

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
    public Standing ensure() {
        return new Standing.Ready("new", Retention.NONE, List.of());
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
    public Proof proof(String table, long asked) {
        if (asked == number) {
            return new Proof.Taken();
        }
        return asked > number ? new Proof.NotTaken() : new Proof.Overtaken(number);
    }

    @Override
    public Revocation revoke(String table, long number) {
        return new Revocation.Unsupported("no numbers are used up here");
    }

    @Override
    public Presence present(Collection<String> eventIds) {
        return new Presence.Unknown("no queries here");
    }
}
