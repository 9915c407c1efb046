package io.quill.sandbox.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.Call;
import io.quill.sandbox.desk.Desk;
import io.quill.sandbox.desk.Fault;
import io.quill.sandbox.web.Json;
import io.quill.sandbox.web.Reply;
import io.quill.sandbox.web.Request;
import io.quill.sandbox.web.Site;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The token endpoint of a tenant, and the documents by which clients find it. */
public final class Entra implements Site {
    public static final String SYSTEM = "entra";

    /** What a token lives for where nothing else is said. */
    public static final Duration LIFETIME = Duration.ofSeconds(3599);

    /** How a token's life is told: "expires_in may be number or string"; "missing = 0". */
    public enum ExpiresIn {
        NUMBER,
        TEXT,
        ABSENT
    }

    private static final String SCOPE = "https://analysis.windows.net/powerbi/api/.default";

    private final Desk desk;
    private final Tokens tokens;
    private final List<App> apps = new CopyOnWriteArrayList<>();
    private volatile Duration lifetime = LIFETIME;
    private volatile ExpiresIn expiresIn = ExpiresIn.NUMBER;
    private volatile boolean secretsExpired;

    public Entra(Desk desk) {
        this.desk = desk;
        this.tokens = new Tokens(desk.clock(), desk::newId);
    }

    /** Registers an application, or gives one that is there another secret. */
    public void register(App app) {
        apps.removeIf(
                known ->
                        known.tenant().equals(app.tenant())
                                && known.clientId().equals(app.clientId()));
        apps.add(app);
    }

    /** What tokens live for from now on; msal4j never caches one of 300 s or less. */
    public void lifetime(Duration time) {
        lifetime = time;
    }

    public void expiresIn(ExpiresIn form) {
        expiresIn = form;
    }

    public void secretsExpired(boolean expired) {
        secretsExpired = expired;
    }

    /** Makes every token that was given out worthless. */
    public void revoke() {
        tokens.revoke();
    }

    public Standing standing(String token) {
        return tokens.standing(token);
    }

    @Override
    public Reply answer(Request request) {
        List<String> path = request.segments();
        String last = request.path().substring(request.path().lastIndexOf('/') + 1);
        if (request.path().endsWith("/oauth2/v2.0/token") && path.size() == 4) {
            return serve("token", request, () -> token(path.getFirst(), request));
        }
        if (last.equals("openid-configuration")) {
            return serve("discovery", request, () -> configuration(path.getFirst(), request));
        }
        if (request.path().equals("/common/discovery/instance")) {
            return serve("discovery", request, () -> instance(request));
        }
        return Reply.empty(404);
    }

    private Reply serve(String operation, Request request, Supplier<Reply> work) {
        return desk.serve(
                new Call(SYSTEM, operation, ""), work, fault -> Entra.refused(fault, request));
    }

    private Reply token(String tenant, Request request) {
        if (!request.method().equals("POST")) {
            return Reply.empty(405);
        }
        Map<String, String> form = request.form();
        Optional<Denial> denial = unasked(form);
        if (denial.isPresent()) {
            return denied(denial.get(), request);
        }
        if (apps.stream().noneMatch(app -> app.tenant().equalsIgnoreCase(tenant))) {
            return denied(Denial.UNKNOWN_TENANT, request);
        }
        return apps.stream()
                .filter(app -> app.tenant().equalsIgnoreCase(tenant))
                .filter(app -> app.clientId().equals(form.getOrDefault("client_id", "")))
                .findFirst()
                .map(app -> token(app, form, request))
                .orElseGet(() -> denied(Denial.UNKNOWN_CLIENT, request));
    }

    private Reply token(App app, Map<String, String> form, Request request) {
        if (secretsExpired) {
            return denied(Denial.EXPIRED_SECRET, request);
        }
        Optional<Denial> denial = Credential.denial(app, form, desk.now());
        if (denial.isPresent()) {
            return denied(denial.get(), request);
        }
        ObjectNode body = Json.object().put("token_type", "Bearer");
        tellLife(body);
        body.put("access_token", tokens.give(app, lifetime));
        return Reply.json(200, body).with("Cache-Control", "no-store, no-cache");
    }

    private void tellLife(ObjectNode body) {
        long seconds = lifetime.toSeconds();
        switch (expiresIn) {
            case NUMBER -> body.put("expires_in", seconds).put("ext_expires_in", seconds);
            case TEXT -> body.put("expires_in", "" + seconds).put("ext_expires_in", "" + seconds);
            case ABSENT -> {}
        }
    }

    /** Clients append scopes of their own ({@code openid}, …), so they are looked at one by one. */
    private static Optional<Denial> unasked(Map<String, String> form) {
        String grant = form.get("grant_type");
        String scope = form.get("scope");
        if (grant == null) {
            return Optional.of(Denial.NO_GRANT_TYPE);
        }
        if (!grant.equals("client_credentials")) {
            return Optional.of(Denial.OTHER_GRANT_TYPE);
        }
        if (scope == null) {
            return Optional.of(Denial.NO_SCOPE);
        }
        boolean wanted = Arrays.asList(scope.split(" +", -1)).contains(SCOPE);
        return wanted ? Optional.empty() : Optional.of(Denial.WRONG_SCOPE);
    }

    private Reply.Answer denied(Denial denial, Request request) {
        String words = "AADSTS" + denial.code + ": " + denial.words;
        String correlation = request.header("client-request-id").orElseGet(desk::newId);
        ObjectNode body = Json.object().put("error", denial.error).put("error_description", words);
        body.putArray("error_codes").add(denial.code);
        body.put(
                        "timestamp",
                        desk.now().truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '))
                .put("trace_id", desk.newId())
                .put("correlation_id", correlation);
        return Reply.json(denial.status, body);
    }

    private static Reply refused(Fault fault, Request request) {
        Reply.Answer answer =
                Reply.json(
                        fault.status(),
                        Json.object()
                                .put("error", "temporarily_unavailable")
                                .put("error_description", "AADSTS90033: " + request.path()));
        return fault.retryAfter() < 0
                ? answer
                : answer.with("Retry-After", Long.toString(fault.retryAfter()));
    }

    private static Reply configuration(String tenant, Request request) {
        String base = "https://" + request.header("Host").orElse("") + "/" + tenant;
        return Reply.json(
                200,
                Json.object()
                        .put("token_endpoint", base + "/oauth2/v2.0/token")
                        .put("authorization_endpoint", base + "/oauth2/v2.0/authorize")
                        .put("issuer", base + "/v2.0")
                        .put("jwks_uri", base + "/discovery/v2.0/keys"));
    }

    private static Reply instance(Request request) {
        String host = request.header("Host").orElse("");
        String bare = host.replaceFirst(":\\d+$", "");
        ObjectNode body =
                Json.object()
                        .put(
                                "tenant_discovery_endpoint",
                                "https://" + host + "/common/v2.0/.well-known/openid-configuration")
                        .put("api-version", "1.1");
        body.putArray("metadata")
                .addObject()
                .put("preferred_network", bare)
                .put("preferred_cache", bare)
                .putArray("aliases")
                .add(bare);
        return Reply.json(200, body);
    }
}
