package io.quill.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.EventKey;
import io.quill.operate.client.Answer;
import io.quill.operate.client.Operator;
import io.quill.operate.client.OverHttp;
import io.quill.operate.client.Question;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Has the Quill that runs list its dead letters, or read or offer them again. */
record ReplayOverHttp(Operator operator, Terminal terminal) {
    private static final int UNAUTHORIZED = 401;
    private static final ObjectMapper JSON = new ObjectMapper();

    Exit run(ReplayOrder order) {
        return switch (order) {
            case ReplayOrder.Listing _ -> list();
            case ReplayOrder.One(EventKey key) -> {
                ObjectNode chosen = object();
                chosen.putArray("keys").add(key.value());
                yield each(replay(chosen));
            }
            case ReplayOrder.All(var wanted) -> each(replay(chosen(wanted)));
            case ReplayOrder.Rehearsal(var wanted) ->
                    each(replay(chosen(wanted)).with("dryRun", "true"));
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode chosen(ReplayOrder.Selection wanted) {
        ObjectNode chosen = object();
        wanted.source().ifPresent(source -> chosen.put("source", source));
        wanted.reason().ifPresent(reason -> chosen.put("reason", reason));
        return chosen.isEmpty() ? chosen.put("all", true) : chosen;
    }

    private static Question replay(ObjectNode chosen) {
        return Question.post("/admin/dead-letters/replay", chosen.toString());
    }

    private Exit list() {
        Answer answer = operator.ask(Question.get("/admin/dead-letters"));
        JsonNode told = read(answer);
        if (!answer.isFine()) {
            return refused(told);
        }
        String more = told.path("capped").asBoolean() ? " or more" : "";
        terminal.out().println("dead letters: " + told.path("total").asInt() + more);
        told.path("reasons")
                .forEach(
                        each ->
                                terminal.out()
                                        .printf(
                                                "%6d  %s%n",
                                                each.path("letters").asInt(),
                                                each.path("reason").asText()));
        return Exit.FINE;
    }

    private Exit each(Question question) {
        Answer answer = operator.ask(question);
        JsonNode told = read(answer);
        if (!answer.isFine()) {
            return refused(told);
        }
        if (answer.isBegun()) {
            return terminal.say(
                    "It goes on: quill runs " + told.path("id").asText() + "\n", Exit.FINE);
        }
        told.path("each")
                .forEach(
                        each ->
                                terminal.out()
                                        .println(
                                                each.path("key").asText()
                                                        + "  "
                                                        + each.path("cameTo").asText()));
        terminal.out()
                .printf(
                        "%d dead letters, of which %d stay dead%n",
                        told.path("letters").asInt(),
                        told.path("counts").path("still-dead").asInt());
        return Exit.FINE;
    }

    private Exit refused(JsonNode problem) {
        String title = problem.path("title").asText();
        String detail =
                problem.path("status").asInt() == UNAUTHORIZED
                        ? title + ": " + OverHttp.STRANGER
                        : problem.path("detail").asText(title);
        return terminal.complain(detail + "\n", Exit.FAILED);
    }

    private static JsonNode read(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("What was answered is no JSON", e);
        }
    }
}
