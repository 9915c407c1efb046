package io.quill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import io.quill.sandbox.aloware.Aloware;
import io.quill.sandbox.aloware.AlowareSwitches;
import io.quill.sandbox.aloware.StandInUser;
import io.quill.sandbox.hubspot.HubSpot;
import io.quill.sandbox.hubspot.HubSpotSwitches;
import io.quill.sandbox.hubspot.Owner;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Control of the Aloware and HubSpot stand-ins over HTTP. */
final class SourceControlApi {
    private final Aloware aloware;
    private final HubSpot hubSpot;

    SourceControlApi(Aloware aloware, HubSpot hubSpot) {
        this.aloware = aloware;
        this.hubSpot = hubSpot;
    }

    SandboxReply answer(List<String> path, SandboxRequest sandboxRequest) {
        String method = sandboxRequest.method();
        return switch (method + " " + String.join("/", path)) {
            case "GET aloware/switches" ->
                    SandboxReply.json(200, SandboxJson.tree(aloware.switches()));
            case "GET hubspot/switches" ->
                    SandboxReply.json(200, SandboxJson.tree(hubSpot.switches()));
            case "GET aloware/users" -> users();
            default -> {
                boolean done =
                        path.getFirst().equals("aloware")
                                ? aloware(method, path, sandboxRequest)
                                : hubSpot(method, path, sandboxRequest);
                yield SandboxReply.empty(done ? 204 : 404);
            }
        };
    }

    private boolean aloware(String method, List<String> path, SandboxRequest sandboxRequest) {
        switch (method + " " + path.get(1)) {
            case "PATCH switches" ->
                    aloware.switches(
                            SandboxJson.changed(
                                    aloware.switches(),
                                    AlowareSwitches.class,
                                    ControlApi.body(sandboxRequest)));
            case "PUT users" -> each(sandboxRequest).forEach(each -> aloware.put(user(each)));
            case "DELETE users" -> aloware.remove(Long.parseLong(path.get(2)));
            case "PUT ring-groups" ->
                    aloware.ringGroup(
                            Long.parseLong(path.get(2)),
                            each(sandboxRequest).stream().map(JsonNode::asLong).toList());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean hubSpot(String method, List<String> path, SandboxRequest sandboxRequest) {
        if (method.equals("PATCH") && path.get(1).equals("switches")) {
            hubSpot.switches(
                    SandboxJson.changed(
                            hubSpot.switches(),
                            HubSpotSwitches.class,
                            ControlApi.body(sandboxRequest)));
            return true;
        }
        if (method.equals("PUT") && path.get(1).equals("owners")) {
            each(sandboxRequest).forEach(each -> hubSpot.put(owner(each)));
            return true;
        }
        return path.size() == 3 && object(method, path.get(1), path.get(2), sandboxRequest);
    }

    private boolean object(String method, String type, String id, SandboxRequest sandboxRequest) {
        switch (method) {
            case "PUT" -> hubSpot.create(type, id, properties(sandboxRequest));
            case "PATCH" -> hubSpot.change(type, id, properties(sandboxRequest));
            case "DELETE" -> hubSpot.archive(type, id);
            default -> {
                return false;
            }
        }
        return true;
    }

    private SandboxReply users() {
        ArrayNode all = SandboxJson.array();
        aloware.users().forEach(each -> all.add(SandboxJson.tree(each)));
        return SandboxReply.json(200, all);
    }

    private static StandInUser user(JsonNode body) {
        String status = body.path("status").asText("AVAILABLE");
        return new StandInUser(
                body.path("id").asLong(),
                body.path("name").asText(),
                body.path("email").asText(),
                StandInUser.Status.valueOf(status));
    }

    private static Owner owner(JsonNode body) {
        String id = body.path("id").asText();
        return new Owner(
                id,
                body.path("userId").asText(id),
                body.path("email").asText(),
                body.path("firstName").asText(),
                body.path("lastName").asText(),
                body.path("archived").asBoolean(false));
    }

    private static Map<String, String> properties(SandboxRequest sandboxRequest) {
        Map<String, String> properties = new HashMap<>();
        ControlApi.body(sandboxRequest)
                .properties()
                .forEach(each -> properties.put(each.getKey(), each.getValue().asText()));
        return properties;
    }

    private static List<JsonNode> each(SandboxRequest sandboxRequest) {
        return StreamSupport.stream(ControlApi.body(sandboxRequest).spliterator(), false).toList();
    }
}
