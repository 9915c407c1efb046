package io.quill.sandbox.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Batch reads and searches of tickets and e-mails. */
final class CrmObjectEndpoint {
    private static final int BATCH = 100;
    private static final int PAGE = 200;
    private static final int DEEPEST = 10_000;
    private static final Set<String> ALWAYS = Set.of("hs_object_id", "hs_lastmodifieddate");

    private final CallHandler callHandler;
    private final Crm crm;

    CrmObjectEndpoint(CallHandler callHandler, Crm crm) {
        this.callHandler = callHandler;
        this.crm = crm;
    }

    SandboxReply.Answer batch(
            String type, SandboxRequest sandboxRequest, HubSpotSwitches switches) {
        JsonNode body = sandboxRequest.json().orElseGet(SandboxJson::object);
        JsonNode inputs = body.path("inputs");
        if (!inputs.isArray() || inputs.isEmpty() || inputs.size() > BATCH) {
            return HubSpotErrors.validation(
                    callHandler.newId(),
                    "A batch holds at least 1 and at most " + BATCH + " inputs.");
        }
        boolean archived = sandboxRequest.query("archived").orElse("false").equals("true");
        List<CrmObject> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (JsonNode input : inputs) {
            Optional<CrmObject> object =
                    crm.find(type, input.path("id").asText())
                            .filter(each -> each.archived() == archived);
            object.ifPresentOrElse(found::add, () -> missing.add(input.path("id").asText()));
        }
        boolean told = switches.missing() == HubSpotSwitches.Missing.MULTI_STATUS;
        return batch(type, found, told ? missing : List.of(), wanted(type, body));
    }

    private SandboxReply.Answer batch(
            String type, List<CrmObject> found, List<String> missing, Set<String> wanted) {
        ObjectNode body = SandboxJson.object().put("status", "COMPLETE");
        ArrayNode results = body.putArray("results");
        found.forEach(each -> results.add(told(each, wanted)));
        body.put("startedAt", callHandler.now().toString())
                .put("completedAt", callHandler.now().toString());
        if (missing.isEmpty()) {
            return SandboxReply.json(200, body);
        }
        ObjectNode error = body.put("numErrors", 1).putArray("errors").addObject();
        error.put("status", "error")
                .put("category", "OBJECT_NOT_FOUND")
                .put("message", "Could not get some " + type + ", they may be deleted.");
        ArrayNode ids = error.putObject("context").putArray("ids");
        missing.forEach(ids::add);
        return SandboxReply.json(207, body);
    }

    SandboxReply.Answer search(
            String type, SandboxRequest sandboxRequest, HubSpotSwitches switches) {
        JsonNode body = sandboxRequest.json().orElseGet(SandboxJson::object);
        int limit = body.path("limit").asInt(10);
        int after = body.path("after").asInt(0);
        ObjectSearch objectSearch = new ObjectSearch(body);
        if (limit < 1 || limit > PAGE || after + limit > DEEPEST || !objectSearch.isKnown()) {
            return HubSpotErrors.validation(
                    callHandler.newId(),
                    "A page holds at most 200, a search 10,000, and filters have known operators.");
        }
        var seen = callHandler.now().minusMillis(switches.searchLagMillis());
        List<CrmObject> found =
                objectSearch.of(
                        crm.all(type).stream()
                                .filter(each -> !each.archived() && !each.updatedAt().isAfter(seen))
                                .toList());
        ObjectNode answer = SandboxJson.object().put("total", found.size());
        ArrayNode results = answer.putArray("results");
        Set<String> wanted = wanted(type, body);
        found.stream().skip(after).limit(limit).forEach(each -> results.add(told(each, wanted)));
        if (after + limit < found.size()) {
            answer.putObject("paging")
                    .putObject("next")
                    .put("after", Integer.toString(after + limit));
        }
        return SandboxReply.json(200, answer);
    }

    private static Set<String> wanted(String type, JsonNode body) {
        Set<String> wanted = new LinkedHashSet<>(ALWAYS);
        wanted.add(type.equals("tickets") ? "createdate" : "hs_createdate");
        JsonNode properties = body.path("properties");
        properties.forEach(each -> wanted.add(each.asText()));
        if (properties.isEmpty() && type.equals("tickets")) {
            wanted.addAll(List.of("subject", "content", "hs_pipeline", "hs_pipeline_stage"));
            wanted.addAll(List.of("hs_ticket_category", "hs_ticket_priority", "hubspot_owner_id"));
        }
        return wanted;
    }

    /** A property without a value is null, not blank. */
    private static ObjectNode told(CrmObject object, Set<String> wanted) {
        ObjectNode told = SandboxJson.object().put("id", object.id());
        ObjectNode properties = told.putObject("properties");
        for (String name : wanted) {
            String value = object.property(name);
            properties.put(name, value.isEmpty() ? null : value);
        }
        return told.put("createdAt", object.createdAt().toString())
                .put("updatedAt", object.updatedAt().toString())
                .put("archived", object.archived());
    }
}
