package io.quill.sandbox.entra;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.sandbox.web.SandboxJson;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Issued tokens, in the form of a JWT with a worthless signature. */
final class IssuedTokens {
    private record Grant(String clientId, Instant expires) {}

    private static final String RESOURCE = "https://analysis.windows.net/powerbi/api";

    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    IssuedTokens(InstantSource clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    String give(RegisteredApp registeredApp, Duration lifetime) {
        Instant now = clock.instant();
        Instant expires = now.plus(lifetime);
        var header =
                SandboxJson.object().put("typ", "JWT").put("alg", "RS256").put("kid", "sandbox");
        var claims =
                SandboxJson.object()
                        .put("aud", RESOURCE)
                        .put("iss", "https://sts.windows.net/" + registeredApp.tenant() + "/")
                        .put("iat", now.getEpochSecond())
                        .put("nbf", now.getEpochSecond())
                        .put("exp", expires.getEpochSecond())
                        .put("appid", registeredApp.clientId())
                        .put("appidacr", "1")
                        .put("tid", registeredApp.tenant())
                        .put("uti", ids.get())
                        .put("ver", "1.0");
        String token =
                String.join(
                        ".",
                        encoded(SandboxJson.bytes(header)),
                        encoded(SandboxJson.bytes(claims)),
                        encoded("sandbox".getBytes(UTF_8)));
        grants.put(token, new Grant(registeredApp.clientId(), expires));
        return token;
    }

    TokenValidity standing(String token) {
        if (token.split("\\.", -1).length != 3 || token.contains(" ")) {
            return new TokenValidity.Malformed();
        }
        Grant grant = grants.get(token);
        return grant == null || !clock.instant().isBefore(grant.expires)
                ? new TokenValidity.Stale()
                : new TokenValidity.Good(grant.clientId);
    }

    void revoke() {
        grants.clear();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
