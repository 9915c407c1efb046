package io.quill.app.cli.ask;

import static io.quill.operate.client.Question.get;

import io.quill.operate.client.Question;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Verbs about Quill itself: how it stands, what ran, and who did what. */
final class HouseVerbs {
    private HouseVerbs() {}

    static Verb status() {
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

    static Verb runs() {
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
                (arguments, _) -> Asking.listOrOne("/admin/runs", arguments),
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

    static Verb audit() {
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
                        return Asking.listOrOne("/admin/audit", arguments);
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
}
