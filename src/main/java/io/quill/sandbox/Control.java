package io.quill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.desk.Served;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;
import io.quill.sandbox.web.Site;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/**
 * Below {@code /sandbox} whoever runs the sandbox speaks; all else is for the system itself.
 *
 * <pre>
 * GET    /sandbox                            the time, and the environment for a Quill
 * POST   /sandbox/clock                      {"advance":"PT5M"}
 * GET    /sandbox/counters                   {"powerbi.postRows.200":3, …}
 * GET    /sandbox/journal?last=100           the last requests one by one
 * GET, POST, DELETE /sandbox/faults          a fault's members; only its kind must be given
 * POST   /sandbox/reset                      forgets what was stored, armed and counted
 * GET, PATCH /sandbox/{powerbi|aloware|hubspot|nexudus}/switches
 * PATCH  /sandbox/powerbi/limits             of datasets created from now on
 * POST, DELETE /sandbox/powerbi/poison       {"table":…,"column":…,"value":…}
 * GET    /sandbox/powerbi/datasets[/{id}]
 * GET    /sandbox/powerbi/datasets/{id}/tables/{table}/rows?offset=0&amp;limit=1000
 * GET    /sandbox/powerbi/datasets/{id}/tables/{table}/keys?column=EventID
 * GET    /sandbox/powerbi/datasets/{id}/dashboard?date=2026-03-02
 * POST   /sandbox/entra/revoke
 * PATCH  /sandbox/entra                      {"lifetimeSeconds":3599,"secretsExpired":false}
 * POST   /sandbox/entra/apps                 {"tenant":…,"clientId":…,"secret":…}
 * GET, PUT /sandbox/aloware/users            [{"id":…,"name":…,"email":…,"status":…}]
 * DELETE /sandbox/aloware/users/{id}
 * PUT    /sandbox/aloware/ring-groups/{id}   [1,2]
 * PUT    /sandbox/hubspot/owners             [{"id":…,"email":…,"archived":false}]
 * PUT, PATCH, DELETE /sandbox/hubspot/{type}/{id}   properties
 * POST   /sandbox/nexudus/open               {"products":60}: a made-up company
 * POST   /sandbox/nexudus/revoke
 * PUT, PATCH, DELETE /sandbox/nexudus/{business|floor-plan-desk|…}/{id}   fields
 * </pre>
 */
final class Control implements Site {
    private final Sandbox sandbox;
    private final ShiftedClock clock;
    private final Site system;
    private final PowerBiControl powerBi;
    private final SourceControl sources;
    private final NexudusControl nexudus;

    Control(Sandbox sandbox, ShiftedClock clock, Site system) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.system = system;
        this.powerBi = new PowerBiControl(sandbox.pushApi(), sandbox.tokens());
        this.sources = new SourceControl(sandbox.roster(), sandbox.crm());
        this.nexudus = new NexudusControl(sandbox.spaces());
    }

    @Override
    public Reply answer(Request request) {
        List<String> path = request.segments();
        if (!path.getFirst().equals("sandbox")) {
            return system.answer(request);
        }
        try {
            return answer(path.subList(1, path.size()), request);
        } catch (IllegalArgumentException | DateTimeException e) {
            return Reply.json(400, Json.object().put("fault", e.getMessage()));
        }
    }

    private Reply answer(List<String> path, Request request) {
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "powerbi", "entra" -> powerBi.answer(path, request);
            case "aloware", "hubspot" -> sources.answer(path, request);
            case "nexudus" -> nexudus.answer(path, request);
            default -> own(request.method() + " " + String.join("/", path), request);
        };
    }

    private Reply own(String what, Request request) {
        return switch (what) {
            case "GET " -> overview();
            case "POST clock" -> {
                clock.advance(Duration.parse(body(request).path("advance").asText()));
                yield overview();
            }
            case "GET faults" -> faults();
            case "POST faults" -> arm(body(request));
            case "DELETE faults" -> {
                sandbox.desk().faults().clear();
                yield Reply.empty(204);
            }
            case "GET counters" -> counters();
            case "GET journal" -> journal(request.query("last").orElse("100"));
            case "POST reset" -> {
                sandbox.reset();
                yield Reply.empty(204);
            }
            default -> Reply.json(404, Json.object().put("fault", "no such control: " + what));
        };
    }

    private Reply overview() {
        ObjectNode body = Json.object().put("now", clock.instant().toString());
        ObjectNode environment = body.putObject("environment");
        new TreeMap<>(sandbox.environment()).forEach(environment::put);
        return Reply.json(200, body);
    }

    private Reply faults() {
        ArrayNode all = Json.array();
        sandbox.desk().faults().left().forEach(each -> all.add(Json.tree(each)));
        return Reply.json(200, all);
    }

    /** Only the kind must be said; a chance without a number of times strikes for ever. */
    private Reply arm(JsonNode body) {
        Fault.Kind kind = Fault.Kind.valueOf(body.path("kind").asText());
        Fault plain = Fault.of(kind);
        Fault wanted = body.has("probability") ? plain.byChance(1, plain.seed()) : plain;
        sandbox.arm(Json.changed(wanted, Fault.class, body));
        return Reply.empty(204);
    }

    private Reply counters() {
        ObjectNode body = Json.object();
        sandbox.journal().counters().forEach(body::put);
        return Reply.json(200, body);
    }

    private Reply journal(String last) {
        List<Served> served = sandbox.journal().served();
        ArrayNode all = Json.array();
        served.stream()
                .skip(Math.max(0, served.size() - Long.parseLong(last)))
                .forEach(
                        each ->
                                all.addObject()
                                        .put("at", each.at().toString())
                                        .put("system", each.call().system())
                                        .put("operation", each.call().operation())
                                        .put("target", each.call().target())
                                        .put("outcome", each.outcome()));
        return Reply.json(200, all);
    }

    static JsonNode body(Request request) {
        return request.json()
                .orElseThrow(() -> new IllegalArgumentException("The body must be JSON."));
    }
}
