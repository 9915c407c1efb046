package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.sink.Proof;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers that Power BI keeps per table and client. They are documented nowhere today, so they
 * are believed only as far as they show themselves: an empty list proves nothing before one of our
 * numbers was read back from that table.
 */
final class SequenceBooks {
    static final String HEADER = "X-PowerBI-PushData-SequenceNumber";

    private final Api api;
    private final String clientId;
    private final Set<String> readBack = ConcurrentHashMap.newKeySet();

    SequenceBooks(Api api, String clientId) {
        this.api = api;
        this.clientId = clientId;
    }

    Proof proof(String datasetId, String table, long number) {
        return switch (api.get(Api.table(datasetId, table) + "/sequenceNumbers")) {
            case Reply.Unsent(String why) -> new Proof.Unanswered(why);
            case Reply.NoReply(String why) -> new Proof.Unanswered(why);
            case Reply.Answer answer when answer.isYes() ->
                    read(table, number, Json.read(answer.body()).path("value"));
            case Reply.Answer answer when answer.isDefinite() ->
                    new Proof.Unknown(Complaint.of(answer).words());
            case Reply.Answer answer -> new Proof.Unanswered(Complaint.of(answer).words());
        };
    }

    private Proof read(String table, long number, JsonNode entries) {
        if (!entries.isArray()) {
            return new Proof.Unknown("The sequence numbers of " + table + " could not be read");
        }
        if (entries.isEmpty()) {
            return readBack.contains(table)
                    ? new Proof.NotTaken()
                    : new Proof.Unknown("No sequence number of " + table + " was ever read back");
        }
        long last = last(table, entries);
        if (last == number) {
            readBack.add(table);
            return new Proof.Taken();
        }
        return last < number ? new Proof.NotTaken() : new Proof.Overtaken(last);
    }

    /** Ours; where nothing bears our name, the only one there is, or else the highest. */
    private long last(String table, JsonNode entries) {
        long highest = Long.MIN_VALUE;
        for (JsonNode entry : entries) {
            long number = entry.path("sequenceNumber").asLong(Long.MIN_VALUE);
            if (entry.path("clientId").asText().equalsIgnoreCase(clientId)) {
                readBack.add(table);
                return number;
            }
            highest = Math.max(highest, number);
        }
        return highest;
    }
}
