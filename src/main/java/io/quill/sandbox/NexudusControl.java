package io.quill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.nexudus.Coworking;
import io.quill.sandbox.nexudus.Kind;
import io.quill.sandbox.nexudus.Nexudus;
import io.quill.sandbox.nexudus.NexudusSwitches;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What can be seen and set of Nexudus. */
final class NexudusControl {
    private final Nexudus nexudus;

    NexudusControl(Nexudus nexudus) {
        this.nexudus = nexudus;
    }

    Reply answer(List<String> path, Request request) {
        String method = request.method();
        return switch (method + " " + String.join("/", path)) {
            case "GET nexudus/switches" -> Reply.json(200, Json.tree(nexudus.switches()));
            case "PATCH nexudus/switches" -> {
                JsonNode wanted = Control.body(request);
                nexudus.switches(Json.changed(nexudus.switches(), NexudusSwitches.class, wanted));
                yield Reply.empty(204);
            }
            case "POST nexudus/open" -> open(Control.body(request));
            case "POST nexudus/revoke" -> {
                nexudus.revokeTokens();
                yield Reply.empty(204);
            }
            default -> Reply.empty(path.size() == 3 && record(method, path, request) ? 204 : 404);
        };
    }

    private Reply open(JsonNode body) {
        Instant since = Instant.parse(body.path("since").asText("2025-01-06T08:00:00Z"));
        new Coworking(nexudus, since).open(body.path("products").asInt(60));
        return Reply.empty(204);
    }

    private boolean record(String method, List<String> path, Request request) {
        Kind kind = Kind.valueOf(path.get(1).toUpperCase(Locale.ROOT).replace('-', '_'));
        long id = Long.parseLong(path.get(2));
        switch (method) {
            case "PUT" -> nexudus.put(kind, ((ObjectNode) Control.body(request)).put("Id", id));
            case "PATCH" -> nexudus.change(kind, id, (ObjectNode) Control.body(request));
            case "DELETE" -> nexudus.delete(kind, id);
            default -> {
                return false;
            }
        }
        return true;
    }
}
