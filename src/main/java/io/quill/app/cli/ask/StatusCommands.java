package io.quill.app.cli.ask;

import static io.quill.operate.client.AdminQuestion.get;

import io.quill.operate.client.AdminQuestion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Commands for Quill's status, its runs and its audit. */
final class StatusCommands {
    private StatusCommands() {}

    static AskCommandSpec status() {
        return new AskCommandSpec(
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
                        TextRenderer.fields(answer)
                                + TextRenderer.table(
                                        answer.path("lastRuns"),
                                        "kind",
                                        "name",
                                        "state",
                                        "startedAt",
                                        "words"));
    }

    static AskCommandSpec runs() {
        return new AskCommandSpec(
                "runs",
                "shows what ran, and how it came out",
                """
                quill runs [--kind KIND] [--name NAME] [--state STATE] [--since TIME] [--until TIME]
                           [--limit N]
                quill runs ID
                """,
                Set.of(),
                Set.of("kind", "name", "state", "since", "until", "limit"),
                (arguments, _) -> QueryOptions.listOrOne("/admin/runs", arguments),
                answer ->
                        answer.has("runs")
                                ? TextRenderer.table(
                                        answer.path("runs"),
                                        "id",
                                        "name",
                                        "by",
                                        "state",
                                        "startedAt",
                                        "words")
                                : TextRenderer.fields(answer));
    }

    static AskCommandSpec audit() {
        return new AskCommandSpec(
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
                        return QueryOptions.listOrOne("/admin/audit", arguments);
                    }
                    Map<String, String> query = new LinkedHashMap<>(arguments.options());
                    query.remove("export");
                    return new AdminQuestion("GET", "/admin/audit/export", query, new byte[0]);
                },
                answer ->
                        answer.has("entries")
                                ? TextRenderer.table(
                                        answer.path("entries"),
                                        "at",
                                        "who",
                                        "from",
                                        "action",
                                        "target",
                                        "outcome",
                                        "words")
                                : TextRenderer.fields(answer));
    }
}
