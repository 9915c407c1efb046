package io.quill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.nexudus.Nexudus;
import io.quill.sandbox.nexudus.NexudusSwitches;
import io.quill.sandbox.nexudus.NexudusType;
import io.quill.sandbox.nexudus.SampleCompany;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Control of the Nexudus stand-in over HTTP. */
final class NexudusControlApi {
    private final Nexudus nexudus;

    NexudusControlApi(Nexudus nexudus) {
        this.nexudus = nexudus;
    }

    SandboxReply answer(List<String> path, SandboxRequest sandboxRequest) {
        String method = sandboxRequest.method();
        return switch (method + " " + String.join("/", path)) {
            case "GET nexudus/switches" ->
                    SandboxReply.json(200, SandboxJson.tree(nexudus.switches()));
            case "PATCH nexudus/switches" -> {
                JsonNode wanted = ControlApi.body(sandboxRequest);
                nexudus.switches(
                        SandboxJson.changed(nexudus.switches(), NexudusSwitches.class, wanted));
                yield SandboxReply.empty(204);
            }
            case "POST nexudus/open" -> open(ControlApi.body(sandboxRequest));
            case "POST nexudus/revoke" -> {
                nexudus.revokeTokens();
                yield SandboxReply.empty(204);
            }
            default ->
                    SandboxReply.empty(
                            path.size() == 3 && record(method, path, sandboxRequest) ? 204 : 404);
        };
    }

    private SandboxReply open(JsonNode body) {
        Instant since = Instant.parse(body.path("since").asText("2025-01-06T08:00:00Z"));
        new SampleCompany(nexudus, since).open(body.path("products").asInt(60));
        return SandboxReply.empty(204);
    }

    private boolean record(String method, List<String> path, SandboxRequest sandboxRequest) {
        NexudusType nexudusType =
                NexudusType.valueOf(path.get(1).toUpperCase(Locale.ROOT).replace('-', '_'));
        long id = Long.parseLong(path.get(2));
        switch (method) {
            case "PUT" ->
                    nexudus.put(
                            nexudusType,
                            ((ObjectNode) ControlApi.body(sandboxRequest)).put("Id", id));
            case "PATCH" ->
                    nexudus.change(nexudusType, id, (ObjectNode) ControlApi.body(sandboxRequest));
            case "DELETE" -> nexudus.delete(nexudusType, id);
            default -> {
                return false;
            }
        }
        return true;
    }
}
