package io.quill.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.events.EventKey;
import io.quill.operate.client.AdminAnswer;
import io.quill.operate.client.AdminApiClient;
import io.quill.operate.client.AdminQuestion;
import io.quill.operate.client.HttpAdminClient;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Lists and replays dead letters through a running Quill. */
record RemoteReplay(AdminApiClient operator, CommandContext terminal) {
    private static final int UNAUTHORIZED = 401;
    private static final ObjectMapper JSON = new ObjectMapper();

    ExitCode run(ReplayArguments order) {
        return switch (order) {
            case ReplayArguments.Listing _ -> list();
            case ReplayArguments.One(EventKey key) -> {
                ObjectNode chosen = object();
                chosen.putArray("keys").add(key.value());
                yield each(replay(chosen));
            }
            case ReplayArguments.All(var wanted) -> each(replay(chosen(wanted)));
            case ReplayArguments.Rehearsal(var wanted) ->
                    each(replay(chosen(wanted)).with("dryRun", "true"));
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode chosen(ReplayArguments.Selection wanted) {
        ObjectNode chosen = object();
        wanted.source().ifPresent(source -> chosen.put("source", source));
        wanted.reason().ifPresent(reason -> chosen.put("reason", reason));
        return chosen.isEmpty() ? chosen.put("all", true) : chosen;
    }

    private static AdminQuestion replay(ObjectNode chosen) {
        return AdminQuestion.post("/admin/dead-letters/replay", chosen.toString());
    }

    private ExitCode list() {
        AdminAnswer adminAnswer = operator.send(AdminQuestion.get("/admin/dead-letters"));
        JsonNode told = read(adminAnswer);
        if (!adminAnswer.isFine()) {
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
        return ExitCode.FINE;
    }

    private ExitCode each(AdminQuestion adminQuestion) {
        AdminAnswer adminAnswer = operator.send(adminQuestion);
        JsonNode told = read(adminAnswer);
        if (!adminAnswer.isFine()) {
            return refused(told);
        }
        if (adminAnswer.isBegun()) {
            return terminal.printAndExit(
                    "It goes on: quill runs " + told.path("id").asText() + "\n", ExitCode.FINE);
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
        return ExitCode.FINE;
    }

    private ExitCode refused(JsonNode problem) {
        String title = problem.path("title").asText();
        String detail =
                problem.path("status").asInt() == UNAUTHORIZED
                        ? title + ": " + HttpAdminClient.STRANGER
                        : problem.path("detail").asText(title);
        return terminal.failAndExit(detail + "\n", ExitCode.FAILED);
    }

    private static JsonNode read(AdminAnswer adminAnswer) {
        try {
            return JSON.readTree(adminAnswer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("The answer is not JSON", e);
        }
    }
}
