package io.quill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import io.quill.sandbox.aloware.Aloware;
import io.quill.sandbox.aloware.AlowareSwitches;
import io.quill.sandbox.aloware.User;
import io.quill.sandbox.hubspot.HubSpot;
import io.quill.sandbox.hubspot.HubSpotSwitches;
import io.quill.sandbox.hubspot.Owner;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What can be seen and set of Aloware and of HubSpot. */
final class SourceControl {
    private final Aloware aloware;
    private final HubSpot hubSpot;

    SourceControl(Aloware aloware, HubSpot hubSpot) {
        this.aloware = aloware;
        this.hubSpot = hubSpot;
    }

    Reply answer(List<String> path, Request request) {
        String method = request.method();
        return switch (method + " " + String.join("/", path)) {
            case "GET aloware/switches" -> Reply.json(200, Json.tree(aloware.switches()));
            case "GET hubspot/switches" -> Reply.json(200, Json.tree(hubSpot.switches()));
            case "GET aloware/users" -> users();
            default -> {
                boolean done =
                        path.getFirst().equals("aloware")
                                ? aloware(method, path, request)
                                : hubSpot(method, path, request);
                yield Reply.empty(done ? 204 : 404);
            }
        };
    }

    private boolean aloware(String method, List<String> path, Request request) {
        switch (method + " " + path.get(1)) {
            case "PATCH switches" ->
                    aloware.switches(
                            Json.changed(
                                    aloware.switches(),
                                    AlowareSwitches.class,
                                    Control.body(request)));
            case "PUT users" -> each(request).forEach(each -> aloware.put(user(each)));
            case "DELETE users" -> aloware.remove(Long.parseLong(path.get(2)));
            case "PUT ring-groups" ->
                    aloware.ringGroup(
                            Long.parseLong(path.get(2)),
                            each(request).stream().map(JsonNode::asLong).toList());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean hubSpot(String method, List<String> path, Request request) {
        if (method.equals("PATCH") && path.get(1).equals("switches")) {
            hubSpot.switches(
                    Json.changed(hubSpot.switches(), HubSpotSwitches.class, Control.body(request)));
            return true;
        }
        if (method.equals("PUT") && path.get(1).equals("owners")) {
            each(request).forEach(each -> hubSpot.put(owner(each)));
            return true;
        }
        return path.size() == 3 && object(method, path.get(1), path.get(2), request);
    }

    private boolean object(String method, String type, String id, Request request) {
        switch (method) {
            case "PUT" -> hubSpot.create(type, id, properties(request));
            case "PATCH" -> hubSpot.change(type, id, properties(request));
            case "DELETE" -> hubSpot.archive(type, id);
            default -> {
                return false;
            }
        }
        return true;
    }

    private Reply users() {
        ArrayNode all = Json.array();
        aloware.users().forEach(each -> all.add(Json.tree(each)));
        return Reply.json(200, all);
    }

    private static User user(JsonNode body) {
        String status = body.path("status").asText("AVAILABLE");
        return new User(
                body.path("id").asLong(),
                body.path("name").asText(),
                body.path("email").asText(),
                User.Status.valueOf(status));
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

    private static Map<String, String> properties(Request request) {
        Map<String, String> properties = new HashMap<>();
        Control.body(request)
                .properties()
                .forEach(each -> properties.put(each.getKey(), each.getValue().asText()));
        return properties;
    }

    private static List<JsonNode> each(Request request) {
        return StreamSupport.stream(Control.body(request).spliterator(), false).toList();
    }
}
