package io.quill.app.cli.ask;

import static io.quill.operate.client.AdminQuestion.get;
import static io.quill.operate.client.AdminQuestion.part;
import static io.quill.operate.client.AdminQuestion.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.app.cli.ask.Arguments.Misused;
import io.quill.operate.client.AdminQuestion;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands for events, dead letters, batches, books, clearing and rebuilds. */
final class LedgerCommands {
    private LedgerCommands() {}

    static AskCommandSpec events() {
        return new AskCommandSpec(
                "events",
                "tells the story of one event",
                "quill events KEY   such as ALOWARE:54363660\n",
                Set.of(),
                Set.of(),
                (arguments, _) -> {
                    arguments.expect(1);
                    return get("/admin/events/" + part(arguments.word(0, "the key of an event")));
                },
                answer ->
                        TextRenderer.fields(answer)
                                + TextRenderer.table(answer.path("story"), "at", "what", "words"));
    }

    static AskCommandSpec letters() {
        return new AskCommandSpec(
                "discard",
                "closes dead letters for good",
                """
                quill discard KEY --because WHY
                quill discard --all --because WHY
                quill discard [--source NAME] [--reason TEXT] --because WHY
                  --dry-run   tells which those would be
                quill replay --list shows which there are
                """,
                Set.of("all", "dry-run"),
                Set.of("because", "source", "reason"),
                LedgerCommands::discard,
                answer ->
                        TextRenderer.fields(answer)
                                + TextRenderer.table(answer.path("each"), "key", "cameTo"));
    }

    private static AdminQuestion discard(Arguments arguments, Path directory) throws Misused {
        arguments.expect(1);
        ObjectNode chosen = JsonNodeFactory.instance.objectNode();
        if (!arguments.words().isEmpty()) {
            chosen.putArray("keys").add(arguments.words().getFirst());
        }
        if (arguments.has("all")) {
            chosen.put("all", true);
        }
        arguments.option("source").ifPresent(source -> chosen.put("source", source));
        arguments.option("reason").ifPresent(reason -> chosen.put("reason", reason));
        if (chosen.isEmpty()) {
            throw new Misused("Missing: KEY, --all, --source or --reason");
        }
        chosen.put(
                "because",
                arguments.option("because").orElseThrow(() -> new Misused("Missing: --because")));
        return QueryOptions.changing(
                post("/admin/dead-letters/discard", chosen.toString()), arguments);
    }

    static AskCommandSpec batches() {
        return new AskCommandSpec(
                "batches",
                "shows batches, and decides about those in doubt",
                """
                quill batches [--limit N]
                quill batches --held
                quill batches NUMBER
                quill batches NUMBER resend | accept
                """,
                Set.of("held"),
                Set.of("limit"),
                LedgerCommands::batches,
                answer ->
                        answer.has("batches")
                                ? TextRenderer.table(
                                        answer.path("batches"),
                                        "number",
                                        "stage",
                                        "rows",
                                        "requestId",
                                        "order")
                                : TextRenderer.fields(answer)
                                        + TextRenderer.table(
                                                answer.path("story"), "at", "what", "words"));
    }

    private static AdminQuestion batches(Arguments arguments, Path directory) throws Misused {
        arguments.expect(2);
        List<String> words = arguments.words();
        if (words.size() == 2) {
            ObjectNode ruling = JsonNodeFactory.instance.objectNode().put("ruling", words.get(1));
            return post("/admin/batches/" + part(words.getFirst()) + "/rule", ruling.toString());
        }
        return arguments.has("held")
                ? get("/admin/batches/held")
                : QueryOptions.listOrOne("/admin/batches", arguments);
    }

    static AskCommandSpec books() {
        return new AskCommandSpec(
                "books",
                "shows that every event that came is somewhere",
                """
                quill books [--from DAY] [--to DAY]
                quill books --recount   counts the events again, and sets the books right
                """,
                Set.of("recount"),
                Set.of("from", "to"),
                (arguments, _) -> {
                    arguments.expect(0);
                    return arguments.has("recount")
                            ? post("/admin/books/recount", "")
                            : QueryOptions.listOrOne("/admin/books", arguments);
                },
                answer -> answer.has("accounts") ? accounts(answer) : corrections(answer));
    }

    private static String accounts(JsonNode answer) {
        return "close          %s%n".formatted(answer.path("close").asText())
                + lastRecount(answer.path("lastRecount"))
                + TextRenderer.sanitize(answer.path("note").asText())
                + "\n"
                + TextRenderer.table(
                        answer.path("accounts"),
                        "day",
                        "source",
                        "received",
                        "settled",
                        "waiting",
                        "gated",
                        "parked",
                        "dead",
                        "duplicates",
                        "ignored",
                        "closes");
    }

    private static String lastRecount(JsonNode last) {
        return last.isMissingNode()
                ? "recounted      not yet\n"
                : TextRenderer.sanitize(
                        "recounted      %s, %s: %s%n"
                                .formatted(
                                        last.path("startedAt").asText(),
                                        last.path("state").asText(),
                                        last.path("words").asText()));
    }

    private static String corrections(JsonNode answer) {
        JsonNode skipped = answer.path("skipped");
        if (answer.path("corrections").isEmpty() && skipped.isEmpty()) {
            return "The books are right: nothing had to be corrected.\n";
        }
        String left =
                "Skipped until the next recount, because events moved meanwhile:\n"
                        + TextRenderer.table(skipped, "day", "source");
        return TextRenderer.table(answer.path("corrections"), "day", "source", "column", "by")
                + (skipped.isEmpty() ? "" : left);
    }

    static AskCommandSpec clear() {
        return new AskCommandSpec(
                "clear",
                "has the pusher empty a table of the dataset",
                """
                quill clear                          shows which tables wait to be emptied
                quill clear TABLE --confirm TABLE    a dimension is filled again at once, FactEvent
                                                     by a rebuild alone
                """,
                Set.of(),
                Set.of("confirm"),
                (arguments, _) -> {
                    arguments.expect(1);
                    if (arguments.words().isEmpty()) {
                        return get("/admin/clear");
                    }
                    String table = arguments.words().getFirst();
                    AdminQuestion clear = post("/admin/clear/" + part(table), "");
                    return arguments.has("confirm")
                            ? clear.with("confirm", arguments.option("confirm").orElse(""))
                            : clear;
                },
                answer ->
                        answer.has("clearings")
                                ? TextRenderer.table(answer.path("clearings"), "table", "who", "at")
                                : TextRenderer.fields(answer));
    }

    static AskCommandSpec rebuild() {
        return new AskCommandSpec(
                "rebuild",
                "fills a dataset from the archive: --dataset ID [--clear]",
                """
                quill rebuild --dataset ID [--clear]
                    fills a dataset from the archive, each fact once, within the quota. Webhooks
                    are held meanwhile, and pushed afterwards. It can be stopped and begun again;
                    --clear empties FactEvent before it begins. A dataset that Quill pushes to is
                    only rebuilt so.
                quill rebuild --stop
                """,
                Set.of("clear", "stop"),
                Set.of("dataset"),
                LedgerCommands::rebuild,
                answer -> answer.path("words").asText() + "\n");
    }

    private static AdminQuestion rebuild(Arguments arguments, Path directory) throws Misused {
        arguments.expect(0);
        if (arguments.has("stop")) {
            return new AdminQuestion("DELETE", "/admin/rebuild", Map.of(), new byte[0]);
        }
        String dataset =
                arguments
                        .option("dataset")
                        .filter(id -> id.matches("[A-Za-z0-9_-]{1,64}"))
                        .orElseThrow(() -> new Misused("Missing: --dataset ID"));
        AdminQuestion adminQuestion = post("/admin/rebuild/" + part(dataset), "").with("wait", "0");
        return arguments.has("clear") ? adminQuestion.with("clear", "true") : adminQuestion;
    }
}
