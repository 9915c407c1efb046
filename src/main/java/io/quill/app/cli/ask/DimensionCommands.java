package io.quill.app.cli.ask;

import static io.quill.operate.client.AdminQuestion.get;
import static io.quill.operate.client.AdminQuestion.part;
import static io.quill.operate.client.AdminQuestion.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.app.cli.ask.Arguments.Misused;
import io.quill.operate.client.AdminQuestion;
import io.quill.platform.file.SmallFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Commands for agents, goals, dates and shifts, and for their versions. */
final class DimensionCommands {
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

    private DimensionCommands() {}

    static AskCommandSpec sync() {
        return new AskCommandSpec(
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
                QueryOptions.CHANGING,
                Set.of(),
                DimensionCommands::sync,
                DimensionCommands::told);
    }

    private static AdminQuestion sync(Arguments arguments, Path directory) throws Misused {
        String what = arguments.word(0, "agents, metrics, dates or shifts");
        String path = named(SYNCS, what);
        arguments.expect(2);
        String body =
                arguments.words().size() > 1 ? content(directory, arguments.words().get(1)) : "";
        if (body.isEmpty() && (what.equals("metrics") || what.equals("shifts"))) {
            throw new Misused("Missing: the file with " + what);
        }
        return QueryOptions.changing(post(path, body), arguments);
    }

    private static String content(Path directory, String name) throws Misused {
        try {
            return SmallFile.text(directory.resolve(name));
        } catch (IOException e) {
            throw new Misused(name + " " + SmallFile.words(e, "cannot be read."));
        }
    }

    private static String told(JsonNode answer) {
        return TextRenderer.fields(answer)
                + TextRenderer.table(answer.path("changes"), "table", "key", "before", "after");
    }

    private static String named(Map<String, String> known, String what) throws Misused {
        String found = known.get(what);
        if (found == null) {
            throw new Misused("Not known: " + what + "; known: " + new TreeSet<>(known.keySet()));
        }
        return found;
    }

    static AskCommandSpec agents() {
        return new AskCommandSpec(
                "agents",
                "shows who is counted, and rules about agents",
                """
                quill agents [--active]
                quill agents ID
                quill agents ID let-in | shut-out | as-roster [--team NAME] [--time-zone ZONE]
                """,
                Set.of("active"),
                Set.of("team", "time-zone"),
                DimensionCommands::agents,
                answer ->
                        answer.has("agents")
                                ? TextRenderer.table(
                                        answer.path("agents"),
                                        "id",
                                        "name",
                                        "team",
                                        "timeZone",
                                        "admission",
                                        "door",
                                        "lastEventAt")
                                : TextRenderer.fields(answer));
    }

    private static AdminQuestion agents(Arguments arguments, Path directory) throws Misused {
        arguments.expect(2);
        List<String> words = arguments.words();
        if (words.isEmpty()) {
            AdminQuestion all = get("/admin/agents");
            return arguments.has("active") ? all.with("active", "true") : all;
        }
        String path = "/admin/agents/" + part(words.getFirst());
        if (words.size() == 1) {
            return get(path);
        }
        ObjectNode ruling = JsonNodeFactory.instance.objectNode().put("door", words.get(1));
        arguments.option("team").ifPresent(team -> ruling.put("team", team));
        arguments.option("time-zone").ifPresent(zone -> ruling.put("timeZone", zone));
        AdminQuestion asked = post(path, ruling.toString());
        return new AdminQuestion("PUT", path, Map.of(), asked.body());
    }

    static AskCommandSpec erase() {
        return new AskCommandSpec(
                "erase",
                "takes an agent's name and address out of all that is kept",
                """
                quill erase agent ID --because WHY --dry-run      tells where they stand
                quill erase agent ID --because WHY --confirm ID   for good: no sync brings them back
                """,
                Set.of("dry-run"),
                Set.of("because", "confirm"),
                DimensionCommands::erase,
                answer ->
                        TextRenderer.fields(answer)
                                + TextRenderer.fields(answer.path("found"))
                                + StreamSupport.stream(answer.path("remains").spliterator(), false)
                                        .map(each -> each.asText() + "\n")
                                        .collect(Collectors.joining()));
    }

    private static AdminQuestion erase(Arguments arguments, Path directory) throws Misused {
        arguments.expect(2);
        if (!arguments.word(0, "agent").equals("agent")) {
            throw new Misused("Only agents can be erased: quill erase agent ID");
        }
        String id = arguments.word(1, "the agent's id");
        ObjectNode reason =
                JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "because",
                                arguments
                                        .option("because")
                                        .orElseThrow(() -> new Misused("Missing: --because")));
        AdminQuestion asked =
                QueryOptions.changing(
                        post("/admin/agents/" + part(id) + "/erase", reason.toString()), arguments);
        return arguments.option("confirm").map(it -> asked.with("confirm", it)).orElse(asked);
    }

    static AskCommandSpec versions() {
        return new AskCommandSpec(
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
                        TextRenderer.table(
                                answer.path("versions"),
                                "number",
                                "at",
                                "who",
                                "origin",
                                "label",
                                "counts",
                                "stage"));
    }

    static AskCommandSpec rollback() {
        return new AskCommandSpec(
                "rollback",
                "has a dimension as it was under an earlier version",
                """
                quill rollback agents | metrics | dates | shifts VERSION
                  --dry-run       tells what would change
                  --force         also where it looks like a slip
                  --rewrite-past  days and months that are over may change as well
                """,
                QueryOptions.CHANGING,
                Set.of(),
                (arguments, _) -> {
                    arguments.expect(2);
                    String what = arguments.word(0, "agents, metrics, dates or shifts");
                    String version = arguments.word(1, "the number of a version");
                    String path =
                            "/admin/rollback/" + named(DIMENSIONS, what) + "/" + part(version);
                    return QueryOptions.changing(post(path, ""), arguments);
                },
                DimensionCommands::told);
    }
}
