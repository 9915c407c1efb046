package io.quill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.JournalEntry;
import io.quill.sandbox.web.RequestHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

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
final class ControlApi implements RequestHandler {
    private final Sandbox sandbox;
    private final AdjustableClock clock;
    private final RequestHandler system;
    private final PowerBiControlApi powerBi;
    private final SourceControlApi sources;
    private final NexudusControlApi nexudus;

    ControlApi(Sandbox sandbox, AdjustableClock clock, RequestHandler system) {
        this.sandbox = sandbox;
        this.clock = clock;
        this.system = system;
        this.powerBi = new PowerBiControlApi(sandbox.pushApi(), sandbox.tokens());
        this.sources = new SourceControlApi(sandbox.roster(), sandbox.crm());
        this.nexudus = new NexudusControlApi(sandbox.spaces());
    }

    @Override
    public SandboxReply answer(SandboxRequest sandboxRequest) {
        List<String> path = sandboxRequest.segments();
        if (!path.getFirst().equals("sandbox")) {
            return system.answer(sandboxRequest);
        }
        try {
            return answer(path.subList(1, path.size()), sandboxRequest);
        } catch (IllegalArgumentException | DateTimeException e) {
            return SandboxReply.json(400, SandboxJson.object().put("fault", e.getMessage()));
        }
    }

    private SandboxReply answer(List<String> path, SandboxRequest sandboxRequest) {
        return switch (path.isEmpty() ? "" : path.getFirst()) {
            case "powerbi", "entra" -> powerBi.answer(path, sandboxRequest);
            case "aloware", "hubspot" -> sources.answer(path, sandboxRequest);
            case "nexudus" -> nexudus.answer(path, sandboxRequest);
            default -> own(sandboxRequest.method() + " " + String.join("/", path), sandboxRequest);
        };
    }

    private SandboxReply own(String what, SandboxRequest sandboxRequest) {
        return switch (what) {
            case "GET " -> overview();
            case "POST clock" -> {
                clock.advance(Duration.parse(body(sandboxRequest).path("advance").asText()));
                yield overview();
            }
            case "GET faults" -> faults();
            case "POST faults" -> arm(body(sandboxRequest));
            case "DELETE faults" -> {
                sandbox.desk().faults().clear();
                yield SandboxReply.empty(204);
            }
            case "GET counters" -> counters();
            case "GET journal" -> journal(sandboxRequest.query("last").orElse("100"));
            case "POST reset" -> {
                sandbox.reset();
                yield SandboxReply.empty(204);
            }
            default ->
                    SandboxReply.json(
                            404, SandboxJson.object().put("fault", "no such control: " + what));
        };
    }

    private SandboxReply overview() {
        ObjectNode body = SandboxJson.object().put("now", clock.instant().toString());
        ObjectNode environment = body.putObject("environment");
        new TreeMap<>(sandbox.environment()).forEach(environment::put);
        return SandboxReply.json(200, body);
    }

    private SandboxReply faults() {
        ArrayNode all = SandboxJson.array();
        sandbox.desk().faults().left().forEach(each -> all.add(SandboxJson.tree(each)));
        return SandboxReply.json(200, all);
    }

    /** Only the kind must be said; a chance without a number of times strikes for ever. */
    private SandboxReply arm(JsonNode body) {
        InjectedFault.Kind kind = InjectedFault.Kind.valueOf(body.path("kind").asText());
        InjectedFault plain = InjectedFault.of(kind);
        InjectedFault wanted = body.has("probability") ? plain.byChance(1, plain.seed()) : plain;
        sandbox.arm(SandboxJson.changed(wanted, InjectedFault.class, body));
        return SandboxReply.empty(204);
    }

    private SandboxReply counters() {
        ObjectNode body = SandboxJson.object();
        sandbox.journal().counters().forEach(body::put);
        return SandboxReply.json(200, body);
    }

    private SandboxReply journal(String last) {
        List<JournalEntry> served = sandbox.journal().served();
        ArrayNode all = SandboxJson.array();
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
        return SandboxReply.json(200, all);
    }

    static JsonNode body(SandboxRequest sandboxRequest) {
        return sandboxRequest
                .json()
                .orElseThrow(() -> new IllegalArgumentException("The body must be JSON."));
    }
}
