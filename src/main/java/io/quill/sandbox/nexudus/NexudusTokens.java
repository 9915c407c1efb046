package io.quill.sandbox.nexudus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens, issued for a password or a refresh token. */
final class NexudusTokens {
    private final CallHandler callHandler;
    private final String user;
    private final String password;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<String, Boolean> refreshing = new ConcurrentHashMap<>();

    NexudusTokens(CallHandler callHandler, String user, String password) {
        this.callHandler = callHandler;
        this.user = user;
        this.password = password;
    }

    SandboxReply token(SandboxRequest sandboxRequest, NexudusSwitches switches) {
        String type = sandboxRequest.header("Content-Type").orElse("");
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            return refused("unsupported_grant_type", "");
        }
        Map<String, String> form = sandboxRequest.form();
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

    private SandboxReply issued(NexudusSwitches switches) {
        String token = callHandler.newId();
        String refresh = callHandler.newId();
        tokens.put(token, callHandler.now().plusSeconds(switches.tokenSeconds()));
        refreshing.put(refresh, true);
        return SandboxReply.json(
                200,
                SandboxJson.object()
                        .put("access_token", token)
                        .put("token_type", "bearer")
                        .put("expires_in", switches.tokenSeconds())
                        .put("refresh_token", refresh));
    }

    private static SandboxReply refused(String error, String description) {
        ObjectNode body = SandboxJson.object().put("error", error);
        if (!description.isEmpty()) {
            body.put("error_description", description);
        }
        return SandboxReply.json(400, body);
    }

    /** A token that lives, or the user and the password themselves. */
    boolean open(SandboxRequest sandboxRequest) {
        String authorization = sandboxRequest.header("Authorization").orElse("");
        if (authorization.startsWith("Bearer ")) {
            Instant end = tokens.get(authorization.substring("Bearer ".length()));
            return end != null && callHandler.now().isBefore(end);
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
