package io.quill.sandbox.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quill.sandbox.desk.CallHandler;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.desk.ServiceCall;
import io.quill.sandbox.web.RequestHandler;
import io.quill.sandbox.web.SandboxJson;
import io.quill.sandbox.web.SandboxReply;
import io.quill.sandbox.web.SandboxRequest;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The token endpoint of a tenant, and the documents by which clients find it. */
public final class Entra implements RequestHandler {
    public static final String SYSTEM = "entra";

    /** Default life of a token. */
    public static final Duration LIFETIME = Duration.ofSeconds(3599);

    /** Format of a token's life: "expires_in may be number or string"; "missing = 0". */
    public enum ExpiresIn {
        NUMBER,
        TEXT,
        ABSENT
    }

    private static final String SCOPE = "https://analysis.windows.net/powerbi/api/.default";

    private final CallHandler callHandler;
    private final IssuedTokens issuedTokens;
    private final List<RegisteredApp> apps = new CopyOnWriteArrayList<>();
    private volatile Duration lifetime = LIFETIME;
    private volatile ExpiresIn expiresIn = ExpiresIn.NUMBER;
    private volatile boolean secretsExpired;

    public Entra(CallHandler callHandler) {
        this.callHandler = callHandler;
        this.issuedTokens = new IssuedTokens(callHandler.clock(), callHandler::newId);
    }

    /** Registers an application, or gives one that is there another secret. */
    public void register(RegisteredApp registeredApp) {
        apps.removeIf(
                known ->
                        known.tenant().equals(registeredApp.tenant())
                                && known.clientId().equals(registeredApp.clientId()));
        apps.add(registeredApp);
    }

    /** Sets the life of tokens from now on; msal4j never caches one of 300 s or less. */
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
        issuedTokens.revoke();
    }

    public TokenValidity standing(String token) {
        return issuedTokens.standing(token);
    }

    @Override
    public SandboxReply answer(SandboxRequest sandboxRequest) {
        List<String> path = sandboxRequest.segments();
        String last = sandboxRequest.path().substring(sandboxRequest.path().lastIndexOf('/') + 1);
        if (sandboxRequest.path().endsWith("/oauth2/v2.0/token") && path.size() == 4) {
            return serve("token", sandboxRequest, () -> token(path.getFirst(), sandboxRequest));
        }
        if (last.equals("openid-configuration")) {
            return serve(
                    "discovery",
                    sandboxRequest,
                    () -> configuration(path.getFirst(), sandboxRequest));
        }
        if (sandboxRequest.path().equals("/common/discovery/instance")) {
            return serve("discovery", sandboxRequest, () -> instance(sandboxRequest));
        }
        return SandboxReply.empty(404);
    }

    private SandboxReply serve(
            String operation, SandboxRequest sandboxRequest, Supplier<SandboxReply> work) {
        return callHandler.serve(
                new ServiceCall(SYSTEM, operation, ""),
                work,
                injectedFault -> Entra.refused(injectedFault, sandboxRequest));
    }

    private SandboxReply token(String tenant, SandboxRequest sandboxRequest) {
        if (!sandboxRequest.method().equals("POST")) {
            return SandboxReply.empty(405);
        }
        Map<String, String> form = sandboxRequest.form();
        Optional<TokenDenial> denial = unasked(form);
        if (denial.isPresent()) {
            return denied(denial.get(), sandboxRequest);
        }
        if (apps.stream()
                .noneMatch(registeredApp -> registeredApp.tenant().equalsIgnoreCase(tenant))) {
            return denied(TokenDenial.UNKNOWN_TENANT, sandboxRequest);
        }
        return apps.stream()
                .filter(registeredApp -> registeredApp.tenant().equalsIgnoreCase(tenant))
                .filter(
                        registeredApp ->
                                registeredApp.clientId().equals(form.getOrDefault("client_id", "")))
                .findFirst()
                .map(registeredApp -> token(registeredApp, form, sandboxRequest))
                .orElseGet(() -> denied(TokenDenial.UNKNOWN_CLIENT, sandboxRequest));
    }

    private SandboxReply token(
            RegisteredApp registeredApp, Map<String, String> form, SandboxRequest sandboxRequest) {
        if (secretsExpired) {
            return denied(TokenDenial.EXPIRED_SECRET, sandboxRequest);
        }
        Optional<TokenDenial> denial =
                ClientCredential.denial(registeredApp, form, callHandler.now());
        if (denial.isPresent()) {
            return denied(denial.get(), sandboxRequest);
        }
        ObjectNode body = SandboxJson.object().put("token_type", "Bearer");
        tellLife(body);
        body.put("access_token", issuedTokens.give(registeredApp, lifetime));
        return SandboxReply.json(200, body).with("Cache-Control", "no-store, no-cache");
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
    private static Optional<TokenDenial> unasked(Map<String, String> form) {
        String grant = form.get("grant_type");
        String scope = form.get("scope");
        if (grant == null) {
            return Optional.of(TokenDenial.NO_GRANT_TYPE);
        }
        if (!grant.equals("client_credentials")) {
            return Optional.of(TokenDenial.OTHER_GRANT_TYPE);
        }
        if (scope == null) {
            return Optional.of(TokenDenial.NO_SCOPE);
        }
        boolean wanted = Arrays.asList(scope.split(" +", -1)).contains(SCOPE);
        return wanted ? Optional.empty() : Optional.of(TokenDenial.WRONG_SCOPE);
    }

    private SandboxReply.Answer denied(TokenDenial tokenDenial, SandboxRequest sandboxRequest) {
        String words = "AADSTS" + tokenDenial.code + ": " + tokenDenial.words;
        String correlation =
                sandboxRequest.header("client-request-id").orElseGet(callHandler::newId);
        ObjectNode body =
                SandboxJson.object()
                        .put("error", tokenDenial.error)
                        .put("error_description", words);
        body.putArray("error_codes").add(tokenDenial.code);
        body.put(
                        "timestamp",
                        callHandler
                                .now()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()
                                .replace('T', ' '))
                .put("trace_id", callHandler.newId())
                .put("correlation_id", correlation);
        return SandboxReply.json(tokenDenial.status, body);
    }

    private static SandboxReply refused(
            InjectedFault injectedFault, SandboxRequest sandboxRequest) {
        SandboxReply.Answer answer =
                SandboxReply.json(
                        injectedFault.status(),
                        SandboxJson.object()
                                .put("error", "temporarily_unavailable")
                                .put("error_description", "AADSTS90033: " + sandboxRequest.path()));
        return injectedFault.retryAfter() < 0
                ? answer
                : answer.with("Retry-After", Long.toString(injectedFault.retryAfter()));
    }

    private static SandboxReply configuration(String tenant, SandboxRequest sandboxRequest) {
        String base = "https://" + sandboxRequest.header("Host").orElse("") + "/" + tenant;
        return SandboxReply.json(
                200,
                SandboxJson.object()
                        .put("token_endpoint", base + "/oauth2/v2.0/token")
                        .put("authorization_endpoint", base + "/oauth2/v2.0/authorize")
                        .put("issuer", base + "/v2.0")
                        .put("jwks_uri", base + "/discovery/v2.0/keys"));
    }

    private static SandboxReply instance(SandboxRequest sandboxRequest) {
        String host = sandboxRequest.header("Host").orElse("");
        String bare = host.replaceFirst(":\\d+$", "");
        ObjectNode body =
                SandboxJson.object()
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
        return SandboxReply.json(200, body);
    }
}
