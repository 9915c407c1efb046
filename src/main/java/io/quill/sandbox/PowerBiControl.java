package io.quill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.dax.Dashboard;
import io.quill.sandbox.dax.Dax;
import io.quill.sandbox.dax.DaxResult;
import io.quill.sandbox.dax.Relation;
import io.quill.sandbox.entra.App;
import io.quill.sandbox.entra.Entra;
import io.quill.sandbox.powerbi.DatasetView;
import io.quill.sandbox.powerbi.Limits;
import io.quill.sandbox.powerbi.Poison;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.sandbox.powerbi.Switches;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What can be seen and set of Power BI and of Entra. */
final class PowerBiControl {
    private static final int SHOWN = 100;

    private final PowerBi powerBi;
    private final Entra entra;

    PowerBiControl(PowerBi powerBi, Entra entra) {
        this.powerBi = powerBi;
        this.entra = entra;
    }

    Reply answer(List<String> path, Request request) {
        if (path.size() > 2 && path.get(1).equals("datasets")) {
            return dataset(path, request).orElseGet(() -> Reply.empty(404));
        }
        switch (request.method() + " " + String.join("/", path)) {
            case "GET powerbi/switches" -> {
                return Reply.json(200, Json.tree(powerBi.switches()));
            }
            case "PATCH powerbi/switches" ->
                    powerBi.switches(
                            Json.changed(
                                    powerBi.switches(), Switches.class, Control.body(request)));
            case "PATCH powerbi/limits" ->
                    powerBi.limits(
                            Json.changed(Limits.DOCUMENTED, Limits.class, Control.body(request)));
            case "POST powerbi/poison" -> powerBi.poison(poison(Control.body(request)));
            case "DELETE powerbi/poison" -> powerBi.clearPoison();
            case "GET powerbi/datasets" -> {
                return datasets();
            }
            case "POST entra/revoke" -> entra.revoke();
            case "PATCH entra" -> entra(Control.body(request));
            case "POST entra/apps" -> entra.register(app(Control.body(request)));
            default -> {
                return Reply.empty(404);
            }
        }
        return Reply.empty(204);
    }

    private void entra(JsonNode body) {
        if (body.has("lifetimeSeconds")) {
            entra.lifetime(Duration.ofSeconds(body.path("lifetimeSeconds").asLong()));
        }
        if (body.has("expiresIn")) {
            entra.expiresIn(Entra.ExpiresIn.valueOf(body.path("expiresIn").asText()));
        }
        if (body.has("secretsExpired")) {
            entra.secretsExpired(body.path("secretsExpired").asBoolean());
        }
    }

    private static App app(JsonNode body) {
        return new App(
                body.path("tenant").asText(),
                body.path("clientId").asText(),
                body.path("secret").asText());
    }

    private static Poison poison(JsonNode body) {
        return new Poison(
                body.path("table").asText(),
                body.path("column").asText(),
                body.path("value").asText(),
                body.path("status").asInt(400));
    }

    private Reply datasets() {
        ArrayNode all = Json.array();
        powerBi.datasets().forEach(each -> all.add(told(each)));
        return Reply.json(200, all);
    }

    private static ObjectNode told(DatasetView dataset) {
        ObjectNode told =
                Json.object()
                        .put("id", dataset.id())
                        .put("name", dataset.name())
                        .put("workspace", dataset.workspace())
                        .put("retention", dataset.retention())
                        .put("broken", dataset.broken().orElse(null));
        ObjectNode rows = told.putObject("rows");
        dataset.rows().forEach(rows::put);
        return told;
    }

    private Optional<Reply> dataset(List<String> path, Request request) {
        String id = path.get(2);
        String what = String.join("/", path.subList(3, path.size()));
        if (what.isEmpty()) {
            return powerBi.dataset(id).map(each -> Reply.json(200, told(each)));
        }
        if (what.equals("dashboard")) {
            LocalDate date = LocalDate.parse(request.query("date").orElse(""));
            return powerBi.dashboard(id, date).map(PowerBiControl::shown);
        }
        if (path.size() != 6 || !path.get(3).equals("tables")) {
            return Optional.empty();
        }
        Optional<Relation> table = powerBi.table(id, path.get(4));
        return switch (path.get(5)) {
            case "rows" -> table.map(each -> rows(each, request));
            case "keys" -> table.map(each -> keys(each, request.query("column").orElse("")));
            default -> Optional.empty();
        };
    }

    private static Reply rows(Relation table, Request request) {
        ArrayNode all = Json.array();
        List<String> columns = table.columns();
        StreamSupport.stream(table.rows().spliterator(), false)
                .skip(Long.parseLong(request.query("offset").orElse("0")))
                .limit(Long.parseLong(request.query("limit").orElse("1000")))
                .forEach(row -> fill(all.addObject(), columns, row));
        return Reply.json(200, all);
    }

    private static void fill(ObjectNode into, List<String> columns, @Nullable Object[] row) {
        for (int place = 0; place < row.length; place++) {
            Object value = row[place];
            if (value != null) {
                into.putPOJO(columns.get(place), plain(value));
            }
        }
    }

    private static Object plain(Object value) {
        return value instanceof Instant moment ? moment.toString() : value;
    }

    /**
     * How many rows there are, how many different keys, and the first keys there more than once.
     */
    private static Reply keys(Relation table, String column) {
        String name = "'" + table.name() + "'";
        List<Relation> only = List.of(table);
        DaxResult counted = Dax.evaluate(Dax.COUNTED.formatted(name, column), only);
        DaxResult repeated = Dax.evaluate(Dax.REPEATED.formatted(name, column), only);
        ObjectNode body = Json.object();
        fill(body, List.of("rows", "distinct"), counted.rows().getFirst());
        ArrayNode some = body.putArray("repeated");
        repeated.rows().stream()
                .limit(SHOWN)
                .forEach(row -> fill(some.addObject(), List.of("key", "times"), row));
        return Reply.json(200, body.put("repeatedKeys", repeated.rows().size()));
    }

    private static Reply shown(Dashboard dashboard) {
        return switch (dashboard) {
            case Dashboard.Broken(String why) -> Reply.json(200, Json.object().put("broken", why));
            case Dashboard.Shown shown -> {
                ObjectNode body =
                        Json.object()
                                .put("date", shown.date().toString())
                                .put("at", shown.at().toString());
                ArrayNode lines = body.putArray("lines");
                shown.lines().forEach(line -> lines.add(told(line)));
                yield Reply.json(200, body);
            }
        };
    }

    private static ObjectNode told(Dashboard.Line line) {
        ObjectNode told =
                Json.object()
                        .put("agentId", line.agentId())
                        .put("agentName", line.agentName())
                        .put("team", line.team())
                        .put("metricId", line.metricId())
                        .put("actual", line.actual());
        line.goal().ifPresent(each -> told.put("goal", each));
        line.goalPct().ifPresent(each -> told.put("goalPct", each));
        line.shiftElapsedPct().ifPresent(each -> told.put("shiftElapsedPct", each));
        return told.put("status", line.status().name());
    }
}
