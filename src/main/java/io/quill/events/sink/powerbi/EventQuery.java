package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.sink.EventLookup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** DAX query for events in the fact table. */
final class EventQuery {
    static final int IDS_A_QUERY = 1_000;

    private final WorkspaceApi workspaceApi;

    EventQuery(WorkspaceApi workspaceApi) {
        this.workspaceApi = workspaceApi;
    }

    EventLookup findEvents(String datasetId, Collection<String> eventIds) {
        List<String> ids = new ArrayList<>(eventIds);
        Set<String> there = new HashSet<>();
        for (int from = 0; from < ids.size(); from += IDS_A_QUERY) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_A_QUERY));
            switch (ask(datasetId, some)) {
                case EventLookup.Found(Set<String> found) -> there.addAll(found);
                case EventLookup.Unknown unknown -> {
                    return unknown;
                }
                case EventLookup.Unanswered unanswered -> {
                    return unanswered;
                }
            }
        }
        return new EventLookup.Found(
                ids.stream().filter(id -> there.contains(folded(id))).collect(Collectors.toSet()));
    }

    static String dax(List<String> eventIds) {
        return eventIds.stream()
                .map(id -> '"' + id.replace("\"", "\"\"") + '"')
                .collect(
                        Collectors.joining(
                                ",",
                                "EVALUATE SELECTCOLUMNS(FILTER(FactEvent, FactEvent[EventID] IN {",
                                "}), \"EventID\", FactEvent[EventID])"));
    }

    private EventLookup ask(String datasetId, List<String> eventIds) {
        ObjectNode body = PowerBiJson.MAPPER.createObjectNode();
        body.putArray("queries").addObject().put("query", dax(eventIds));
        body.putObject("serializerSettings").put("includeNulls", true);
        return switch (workspaceApi.post("/" + datasetId + "/executeQueries", "", body)) {
            case SendResult.Unsent(String why) -> new EventLookup.Unanswered(why);
            case SendResult.NoReply(String why) -> new EventLookup.Unanswered(why);
            case SendResult.Answer answer when answer.status() == 200 -> read(answer);
            case SendResult.Answer answer when answer.isDefinite() ->
                    new EventLookup.Unknown(PowerBiError.of(answer).words());
            case SendResult.Answer answer ->
                    new EventLookup.Unanswered(PowerBiError.of(answer).words());
        };
    }

    /**
     * Reads the result; one with an error beside its rows is cut short, though its status is 200.
     */
    private static EventLookup read(SendResult.Answer answer) {
        JsonNode body = PowerBiJson.read(answer.body());
        if (!body.isObject()) {
            return new EventLookup.Unanswered(PowerBiError.of(answer).words());
        }
        JsonNode table = body.path("results").path(0).path("tables").path(0);
        if (!table.path("rows").isArray() || !body.findPath("error").isMissingNode()) {
            return new EventLookup.Unknown(
                    "The query's result is not complete: " + PowerBiError.of(answer).words());
        }
        Set<String> found = new HashSet<>();
        for (JsonNode row : table.path("rows")) {
            row.forEach(value -> found.add(folded(value.asText())));
        }
        return new EventLookup.Found(found);
    }

    private static String folded(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
