package io.quill.events.sink.powerbi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.sink.Presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks in DAX which events the fact table holds. */
final class EventQuery {
    static final int IDS_A_QUERY = 1_000;

    private final Api api;

    EventQuery(Api api) {
        this.api = api;
    }

    Presence present(String datasetId, Collection<String> eventIds) {
        List<String> ids = new ArrayList<>(eventIds);
        Set<String> there = new HashSet<>();
        for (int from = 0; from < ids.size(); from += IDS_A_QUERY) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_A_QUERY));
            switch (ask(datasetId, some)) {
                case Presence.Found(Set<String> found) -> there.addAll(found);
                case Presence.Unknown unknown -> {
                    return unknown;
                }
                case Presence.Unanswered unanswered -> {
                    return unanswered;
                }
            }
        }
        return new Presence.Found(
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

    private Presence ask(String datasetId, List<String> eventIds) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("queries").addObject().put("query", dax(eventIds));
        body.putObject("serializerSettings").put("includeNulls", true);
        return switch (api.post("/" + datasetId + "/executeQueries", "", body)) {
            case Reply.Unsent(String why) -> new Presence.Unanswered(why);
            case Reply.NoReply(String why) -> new Presence.Unanswered(why);
            case Reply.Answer answer when answer.status() == 200 -> read(answer);
            case Reply.Answer answer when answer.isDefinite() ->
                    new Presence.Unknown(Complaint.of(answer).words());
            case Reply.Answer answer -> new Presence.Unanswered(Complaint.of(answer).words());
        };
    }

    /** A result may carry an error beside its rows, under a status of 200: then it is cut short. */
    private static Presence read(Reply.Answer answer) {
        JsonNode body = Json.read(answer.body());
        if (!body.isObject()) {
            return new Presence.Unanswered(Complaint.of(answer).words());
        }
        JsonNode table = body.path("results").path(0).path("tables").path(0);
        if (!table.path("rows").isArray() || !body.findPath("error").isMissingNode()) {
            return new Presence.Unknown(
                    "The query's result is not complete: " + Complaint.of(answer).words());
        }
        Set<String> found = new HashSet<>();
        for (JsonNode row : table.path("rows")) {
            row.forEach(value -> found.add(folded(value.asText())));
        }
        return new Presence.Found(found);
    }

    private static String folded(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
