package io.quill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.dax.DashboardView;
import io.quill.sandbox.dax.DaxEngine;
import io.quill.sandbox.dax.DaxResult;
import io.quill.sandbox.dax.TableData;
import io.quill.sandbox.entra.Entra;
import io.quill.sandbox.entra.RegisteredApp;
import io.quill.sandbox.powerbi.DatasetView;
import io.quill.sandbox.powerbi.PoisonRow;
import io.quill.sandbox.powerbi.PowerBi;
import io.quill.sandbox.powerbi.PowerBiSwitches;
import io.quill.sandbox.powerbi.PushLimits;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Control of the Power BI and Entra stand-ins over HTTP. */
final class PowerBiControlApi {
    private static final int SHOWN = 100;

    private final PowerBi powerBi;
    private final Entra entra;

    PowerBiControlApi(PowerBi powerBi, Entra entra) {
        this.powerBi = powerBi;
        this.entra = entra;
    }

    SandboxReply answer(List<String> path, SandboxRequest sandboxRequest) {
        if (path.size() > 2 && path.get(1).equals("datasets")) {
            return dataset(path, sandboxRequest).orElseGet(() -> SandboxReply.empty(404));
        }
        switch (sandboxRequest.method() + " " + String.join("/", path)) {
            case "GET powerbi/switches" -> {
                return SandboxReply.json(200, SandboxJson.tree(powerBi.switches()));
            }
            case "PATCH powerbi/switches" ->
                    powerBi.switches(
                            SandboxJson.changed(
                                    powerBi.switches(),
                                    PowerBiSwitches.class,
                                    ControlApi.body(sandboxRequest)));
            case "PATCH powerbi/limits" ->
                    powerBi.limits(
                            SandboxJson.changed(
                                    PushLimits.DOCUMENTED,
                                    PushLimits.class,
                                    ControlApi.body(sandboxRequest)));
            case "POST powerbi/poison" -> powerBi.poison(poison(ControlApi.body(sandboxRequest)));
            case "DELETE powerbi/poison" -> powerBi.clearPoison();
            case "GET powerbi/datasets" -> {
                return datasets();
            }
            case "POST entra/revoke" -> entra.revoke();
            case "PATCH entra" -> entra(ControlApi.body(sandboxRequest));
            case "POST entra/apps" -> entra.register(app(ControlApi.body(sandboxRequest)));
            default -> {
                return SandboxReply.empty(404);
            }
        }
        return SandboxReply.empty(204);
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

    private static RegisteredApp app(JsonNode body) {
        return new RegisteredApp(
                body.path("tenant").asText(),
                body.path("clientId").asText(),
                body.path("secret").asText());
    }

    private static PoisonRow poison(JsonNode body) {
        return new PoisonRow(
                body.path("table").asText(),
                body.path("column").asText(),
                body.path("value").asText(),
                body.path("status").asInt(400));
    }

    private SandboxReply datasets() {
        ArrayNode all = SandboxJson.array();
        powerBi.datasets().forEach(each -> all.add(told(each)));
        return SandboxReply.json(200, all);
    }

    private static ObjectNode told(DatasetView dataset) {
        ObjectNode told =
                SandboxJson.object()
                        .put("id", dataset.id())
                        .put("name", dataset.name())
                        .put("workspace", dataset.workspace())
                        .put("retention", dataset.retention())
                        .put("broken", dataset.broken().orElse(null));
        ObjectNode rows = told.putObject("rows");
        dataset.rows().forEach(rows::put);
        return told;
    }

    private Optional<SandboxReply> dataset(List<String> path, SandboxRequest sandboxRequest) {
        String id = path.get(2);
        String what = String.join("/", path.subList(3, path.size()));
        if (what.isEmpty()) {
            return powerBi.dataset(id).map(each -> SandboxReply.json(200, told(each)));
        }
        if (what.equals("dashboard")) {
            LocalDate date = LocalDate.parse(sandboxRequest.query("date").orElse(""));
            return powerBi.dashboard(id, date).map(PowerBiControlApi::shown);
        }
        if (path.size() != 6 || !path.get(3).equals("tables")) {
            return Optional.empty();
        }
        Optional<TableData> table = powerBi.table(id, path.get(4));
        return switch (path.get(5)) {
            case "rows" -> table.map(each -> rows(each, sandboxRequest));
            case "keys" -> table.map(each -> keys(each, sandboxRequest.query("column").orElse("")));
            default -> Optional.empty();
        };
    }

    private static SandboxReply rows(TableData table, SandboxRequest sandboxRequest) {
        ArrayNode all = SandboxJson.array();
        List<String> columns = table.columns();
        StreamSupport.stream(table.rows().spliterator(), false)
                .skip(Long.parseLong(sandboxRequest.query("offset").orElse("0")))
                .limit(Long.parseLong(sandboxRequest.query("limit").orElse("1000")))
                .forEach(row -> all.add(TableData.json(columns, row)));
        return SandboxReply.json(200, all);
    }

    /**
     * How many rows there are, how many different keys, and the first keys there more than once.
     */
    private static SandboxReply keys(TableData table, String column) {
        String name = "'" + table.name() + "'";
        List<TableData> only = List.of(table);
        DaxResult counted = DaxEngine.evaluate(DaxEngine.COUNTED.formatted(name, column), only);
        DaxResult repeated = DaxEngine.evaluate(DaxEngine.REPEATED.formatted(name, column), only);
        ObjectNode body = TableData.json(List.of("rows", "distinct"), counted.rows().getFirst());
        ArrayNode some = body.putArray("repeated");
        repeated.rows().stream()
                .limit(SHOWN)
                .forEach(row -> some.add(TableData.json(List.of("key", "times"), row)));
        return SandboxReply.json(200, body.put("repeatedKeys", repeated.rows().size()));
    }

    private static SandboxReply shown(DashboardView dashboardView) {
        return switch (dashboardView) {
            case DashboardView.Broken(String why) ->
                    SandboxReply.json(200, SandboxJson.object().put("broken", why));
            case DashboardView.Shown shown -> {
                ObjectNode body =
                        SandboxJson.object()
                                .put("date", shown.date().toString())
                                .put("at", shown.at().toString());
                ArrayNode lines = body.putArray("lines");
                shown.lines().forEach(line -> lines.add(told(line)));
                yield SandboxReply.json(200, body);
            }
        };
    }

    private static ObjectNode told(DashboardView.Line line) {
        ObjectNode told =
                SandboxJson.object()
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
