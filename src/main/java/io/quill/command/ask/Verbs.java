package io.quill.command.ask;

import static io.quill.operator.Question.get;
import static io.quill.operator.Question.part;
import static io.quill.operator.Question.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.command.Command;
import io.quill.command.ask.Arguments.Misused;
import io.quill.operator.Question;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every verb that asks: what it asks is what REST answers under the same name. */
public final class Verbs {
    private static final Set<String> CHANGING = Set.of("dry-run", "force", "rewrite-past");
    private static final Map<String, String> SYNCS =
            Map.of(
                    "agents", "/admin/dim-agent/sync",
                    "metrics", "/admin/dim-metric/sync",
                    "dates", "/admin/dim-date/seed",
                    "shifts", "/admin/dim-shift/sync");
    private static final Map<String, String> DIMENSIONS =
            Map.of(
                    "agents", "dim-agent",
                    "metrics", "dim-metric",
                    "dates", "dim-date",
                    "shifts", "dim-shift");

    private Verbs() {}

    public static List<Command> all() {
        return List.of(
                new AskCommand(status()),
                new AskCommand(sync()),
                new AskCommand(agents()),
                new AskCommand(runs()),
                new AskCommand(audit()),
                new AskCommand(versions()),
                new AskCommand(rollback()),
                new AskCommand(events()),
                new AskCommand(letters()),
                new AskCommand(batches()),
                new AskCommand(books()),
                new AskCommand(clear()));
    }

    private static Verb status() {
        return new Verb(
                "status",
                "says how Quill stands, at a glance",
                "quill status\n",
                Set.of(),
                Set.of(),
                (arguments, _) -> {
                    arguments.expect(0);
                    return get("/admin/status");
                },
                answer ->
                        Lines.fields(answer)
                                + Lines.table(
                                        answer.path("lastRuns"),
                                        "kind",
                                        "name",
                                        "state",
                                        "startedAt",
                                        "words"));
    }

    private static Verb sync() {
        return new Verb(
                "sync",
                "takes over agents, metrics, dates or shifts",
                """
                quill sync agents             reads the ring group at its source
                quill sync agents FILE.json   takes members out of a file
                quill sync metrics FILE.json  takes over a month's goals
                quill sync dates [FILE.json]  adds the dates that a window lacks
                quill sync shifts FILE.json   takes over the rules of shifts
                  --dry-run       tells what would change
                  --force         also where it looks like a slip
                  --rewrite-past  days and months that are over may change as well
                """,
                CHANGING,
                Set.of(),
                Verbs::sync,
                Verbs::told);
    }

    private static Question sync(Arguments arguments, Path directory) throws Misused {
        String what = arguments.word(0, "agents, metrics, dates or shifts");
        String path = named(SYNCS, what);
        arguments.expect(2);
        String body =
                arguments.words().size() > 1 ? content(directory, arguments.words().get(1)) : "";
        if (body.isEmpty() && (what.equals("metrics") || what.equals("shifts"))) {
            throw new Misused("Missing: the file with " + what);
        }
        return changing(post(path, body), arguments);
    }

    private static Question changing(Question question, Arguments arguments) {
        Question asked = question;
        for (Map.Entry<String, String> each :
                Map.of(
                                "dry-run", "dryRun",
                                "force", "force",
                                "rewrite-past", "rewritePast")
                        .entrySet()) {
            if (arguments.has(each.getKey())) {
                asked = asked.with(each.getValue(), "true");
            }
        }
        return asked;
    }

    private static String content(Path directory, String name) throws Misused {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException _) {
            throw new Misused("This file cannot be read: " + name);
        }
    }

    private static String told(JsonNode answer) {
        return Lines.fields(answer)
                + Lines.table(answer.path("changes"), "table", "key", "before", "after");
    }

    private static String named(Map<String, String> known, String what) throws Misused {
        String found = known.get(what);
        if (found == null) {
            throw new Misused("Not known: " + what + "; known: " + known.keySet());
        }
        return found;
    }

    private static Verb agents() {
        return new Verb(
                "agents",
                "shows who is counted, and rules about agents",
                """
                quill agents [--active]
                quill agents ID
                quill agents ID let-in | shut-out | as-roster [--team NAME] [--time-zone ZONE]
                """,
                Set.of("active"),
                Set.of("team", "time-zone"),
                Verbs::agents,
                answer ->
                        answer.has("agents")
                                ? Lines.table(
                                        answer.path("agents"),
                                        "id",
                                        "name",
                                        "team",
                                        "timeZone",
                                        "admission",
                                        "door",
                                        "lastEventAt")
                                : Lines.fields(answer));
    }

    private static Question agents(Arguments arguments, Path directory) throws Misused {
        arguments.expect(2);
        List<String> words = arguments.words();
        if (words.isEmpty()) {
            Question all = get("/admin/agents");
            return arguments.has("active") ? all.with("active", "true") : all;
        }
        String path = "/admin/agents/" + part(words.getFirst());
        if (words.size() == 1) {
            return get(path);
        }
        ObjectNode ruling = JsonNodeFactory.instance.objectNode().put("door", words.get(1));
        arguments.option("team").ifPresent(team -> ruling.put("team", team));
        arguments.option("time-zone").ifPresent(zone -> ruling.put("timeZone", zone));
        Question asked = post(path, ruling.toString());
        return new Question("PUT", path, Map.of(), asked.body());
    }

    private static Verb runs() {
        return new Verb(
                "runs",
                "shows what ran, and how it came out",
                """
                quill runs [--kind KIND] [--name NAME] [--state STATE] [--since TIME] [--until TIME]
                           [--limit N]
                quill runs ID
                """,
                Set.of(),
                Set.of("kind", "name", "state", "since", "until", "limit"),
                (arguments, _) -> listOrOne("/admin/runs", arguments),
                answer ->
                        answer.has("runs")
                                ? Lines.table(
                                        answer.path("runs"),
                                        "id",
                                        "name",
                                        "by",
                                        "state",
                                        "startedAt",
                                        "words")
                                : Lines.fields(answer));
    }

    private static Question listOrOne(String path, Arguments arguments) throws Misused {
        arguments.expect(1);
        if (!arguments.words().isEmpty()) {
            return get(path + "/" + part(arguments.words().getFirst()));
        }
        return new Question("GET", path, new LinkedHashMap<>(arguments.options()), new byte[0]);
    }

    private static Verb audit() {
        return new Verb(
                "audit",
                "shows who did what, or takes it along",
                """
                quill audit [--who NAME] [--action ACTION] [--since TIME] [--until TIME] [--limit N]
                quill audit ID
                quill audit --export   as NDJSON, with the same options but --limit
                """,
                Set.of("export"),
                Set.of("who", "action", "since", "until", "limit"),
                (arguments, _) -> {
                    if (!arguments.has("export")) {
                        return listOrOne("/admin/audit", arguments);
                    }
                    Map<String, String> query = new LinkedHashMap<>(arguments.options());
                    query.remove("export");
                    return new Question("GET", "/admin/audit/export", query, new byte[0]);
                },
                answer ->
                        answer.has("entries")
                                ? Lines.table(
                                        answer.path("entries"),
                                        "at",
                                        "who",
                                        "from",
                                        "action",
                                        "target",
                                        "outcome",
                                        "words")
                                : Lines.fields(answer));
    }

    private static Verb versions() {
        return new Verb(
                "versions",
                "shows what a dimension was given, and by whom",
                """
                quill versions agents | metrics | dates | shifts
                """,
                Set.of(),
                Set.of(),
                (arguments, _) -> {
                    arguments.expect(1);
                    String what = arguments.word(0, "agents, metrics, dates or shifts");
                    return get("/admin/versions/" + named(DIMENSIONS, what));
                },
                answer ->
                        Lines.table(
                                answer.path("versions"),
                                "number",
                                "at",
                                "who",
                                "origin",
                                "label",
                                "counts",
                                "stage"));
    }

    private static Verb rollback() {
        return new Verb(
                "rollback",
                "has a dimension as it was under an earlier version",
                """
                quill rollback agents | metrics | dates | shifts VERSION
                  --dry-run       tells what would change
                  --force         also where it looks like a slip
                  --rewrite-past  days and months that are over may change as well
                """,
                CHANGING,
                Set.of(),
                (arguments, _) -> {
                    arguments.expect(2);
                    String what = arguments.word(0, "agents, metrics, dates or shifts");
                    String version = arguments.word(1, "the number of a version");
                    String path =
                            "/admin/rollback/" + named(DIMENSIONS, what) + "/" + part(version);
                    return changing(post(path, ""), arguments);
                },
                Verbs::told);
    }

    private static Verb events() {
        return new Verb(
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
                        Lines.fields(answer)
                                + Lines.table(answer.path("story"), "at", "what", "words"));
    }

    private static Verb letters() {
        return new Verb(
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
                Verbs::discard,
                answer -> Lines.fields(answer) + Lines.table(answer.path("each"), "key", "cameTo"));
    }

    private static Question discard(Arguments arguments, Path directory) throws Misused {
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
        return changing(post("/admin/dead-letters/discard", chosen.toString()), arguments);
    }

    private static Verb batches() {
        return new Verb(
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
                Verbs::batches,
                answer ->
                        answer.has("batches")
                                ? Lines.table(
                                        answer.path("batches"),
                                        "number",
                                        "stage",
                                        "rows",
                                        "requestId",
                                        "order")
                                : Lines.fields(answer)
                                        + Lines.table(answer.path("story"), "at", "what", "words"));
    }

    private static Question batches(Arguments arguments, Path directory) throws Misused {
        arguments.expect(2);
        List<String> words = arguments.words();
        if (words.size() == 2) {
            ObjectNode ruling = JsonNodeFactory.instance.objectNode().put("ruling", words.get(1));
            return post("/admin/batches/" + part(words.getFirst()) + "/rule", ruling.toString());
        }
        return arguments.has("held")
                ? get("/admin/batches/held")
                : listOrOne("/admin/batches", arguments);
    }

    private static Verb books() {
        return new Verb(
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
                            : listOrOne("/admin/books", arguments);
                },
                answer ->
                        Lines.fields(answer)
                                + (answer.has("accounts")
                                        ? Lines.table(
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
                                                "closes")
                                        : Lines.table(
                                                answer.path("corrections"),
                                                "day",
                                                "source",
                                                "column",
                                                "by")));
    }

    private static Verb clear() {
        return new Verb(
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
                    Question clear = post("/admin/clear/" + part(table), "");
                    return arguments.has("confirm")
                            ? clear.with("confirm", arguments.option("confirm").orElse(""))
                            : clear;
                },
                answer ->
                        answer.has("clearings")
                                ? Lines.table(answer.path("clearings"), "table", "who", "at")
                                : Lines.fields(answer));
    }
}
