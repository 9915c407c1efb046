package io.quill.sandbox.entra;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.sandbox.web.Json;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The tokens that were given out; each has the form of a JWT, with a signature of no worth. */
final class Tokens {
    private record Grant(String clientId, Instant expires) {}

    private static final String RESOURCE = "https://analysis.windows.net/powerbi/api";

    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    Tokens(InstantSource clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    String give(App app, Duration lifetime) {
        Instant now = clock.instant();
        Instant expires = now.plus(lifetime);
        var header = Json.object().put("typ", "JWT").put("alg", "RS256").put("kid", "sandbox");
        var claims =
                Json.object()
                        .put("aud", RESOURCE)
                        .put("iss", "https://sts.windows.net/" + app.tenant() + "/")
                        .put("iat", now.getEpochSecond())
                        .put("nbf", now.getEpochSecond())
                        .put("exp", expires.getEpochSecond())
                        .put("appid", app.clientId())
                        .put("appidacr", "1")
                        .put("tid", app.tenant())
                        .put("uti", ids.get())
                        .put("ver", "1.0");
        String token =
                String.join(
                        ".",
                        encoded(Json.bytes(header)),
                        encoded(Json.bytes(claims)),
                        encoded("sandbox".getBytes(UTF_8)));
        grants.put(token, new Grant(app.clientId(), expires));
        return token;
    }

    Standing standing(String token) {
        if (token.split("\\.", -1).length != 3 || token.contains(" ")) {
            return new Standing.Malformed();
        }
        Grant grant = grants.get(token);
        return grant == null || !clock.instant().isBefore(grant.expires)
                ? new Standing.Stale()
                : new Standing.Good(grant.clientId);
    }

    void revoke() {
        grants.clear();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
