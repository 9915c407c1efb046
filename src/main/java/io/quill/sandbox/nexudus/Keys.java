package io.quill.sandbox.nexudus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.Desk;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens: had by a form alone, for a password or for what came with the last one. */
final class Keys {
    private final Desk desk;
    private final String user;
    private final String password;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<String, Boolean> refreshing = new ConcurrentHashMap<>();

    Keys(Desk desk, String user, String password) {
        this.desk = desk;
        this.user = user;
        this.password = password;
    }

    Reply token(Request request, NexudusSwitches switches) {
        String type = request.header("Content-Type").orElse("");
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return refused("unsupported_grant_type", "");
        }
        Map<String, String> form = request.form();
        return switch (form.getOrDefault("grant_type", "")) {
            case "password" ->
                    user.equals(form.get("username")) && password.equals(form.get("password"))
                            ? issued(switches)
                            : refused("invalid_grant", "The user name or password is incorrect.");
            case "refresh_token" ->
                    refreshing.remove(form.getOrDefault("refresh_token", "")) == null
                            ? refused("invalid_grant", "")
                            : issued(switches);
            default -> refused("unsupported_grant_type", "");
        };
    }

    private Reply issued(NexudusSwitches switches) {
        String token = desk.newId();
        String refresh = desk.newId();
        tokens.put(token, desk.now().plusSeconds(switches.tokenSeconds()));
        refreshing.put(refresh, true);
        return Reply.json(
                200,
                Json.object()
                        .put("access_token", token)
                        .put("token_type", "bearer")
                        .put("expires_in", switches.tokenSeconds())
                        .put("refresh_token", refresh));
    }

    private static Reply refused(String error, String description) {
        ObjectNode body = Json.object().put("error", error);
        if (!description.isEmpty()) {
            body.put("error_description", description);
        }
        return Reply.json(400, body);
    }

    /** A token that lives, or the user and the password themselves. */
    boolean open(Request request) {
        String authorization = request.header("Authorization").orElse("");
        if (authorization.startsWith("Bearer ")) {
            Instant end = tokens.get(authorization.substring("Bearer ".length()));
            return end != null && desk.now().isBefore(end);
        }
        String pair = user + ":" + password;
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
        return authorization.equals("Basic " + basic);
    }

    void revoke() {
        tokens.clear();
    }

    void forgetRefreshing() {
        refreshing.clear();
    }
}
