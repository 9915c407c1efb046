package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.events.sink.SequenceProof;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the sequence numbers that Power BI keeps per table and client. They are not documented, so
 * an empty list proves nothing before one of our numbers was read back from that table.
 */
final class SequenceNumberReader {
    static final String HEADER = "X-PowerBI-PushData-SequenceNumber";

    private final WorkspaceApi workspaceApi;
    private final String clientId;
    private final Set<String> readBack = ConcurrentHashMap.newKeySet();

    SequenceNumberReader(WorkspaceApi workspaceApi, String clientId) {
        this.workspaceApi = workspaceApi;
        this.clientId = clientId;
    }

    SequenceProof proof(String datasetId, String table, long number) {
        return switch (workspaceApi.get(
                WorkspaceApi.table(datasetId, table) + "/sequenceNumbers")) {
            case SendResult.Unsent(String why) -> new SequenceProof.Unanswered(why);
            case SendResult.NoReply(String why) -> new SequenceProof.Unanswered(why);
            case SendResult.Answer answer when answer.isYes() ->
                    read(table, number, PowerBiJson.read(answer.body()).path("value"));
            case SendResult.Answer answer when answer.isDefinite() ->
                    new SequenceProof.Unknown(PowerBiError.of(answer).words());
            case SendResult.Answer answer ->
                    new SequenceProof.Unanswered(PowerBiError.of(answer).words());
        };
    }

    private SequenceProof read(String table, long number, JsonNode entries) {
        if (!entries.isArray()) {
            return new SequenceProof.Unknown(
                    "The sequence numbers of " + table + " could not be read");
        }
        if (entries.isEmpty()) {
            return readBack.contains(table)
                    ? new SequenceProof.NotTaken()
                    : new SequenceProof.Unknown(
                            "No sequence number of " + table + " was ever read back");
        }
        long last = last(table, entries);
        if (last == number) {
            readBack.add(table);
            return new SequenceProof.Taken();
        }
        return last < number ? new SequenceProof.NotTaken() : new SequenceProof.Overtaken(last);
    }

    /** Returns our last number; where none bears our client id, the highest. */
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
