package io.quill.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.sandbox.web.Json;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** How a client proves itself in a token request: by its secret, or by a signed assertion. */
final class Credential {
    private static final String BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private Credential() {}

    static Optional<Denial> denial(App app, Map<String, String> form, Instant now) {
        String secret = form.get("client_secret");
        String assertion = form.get("client_assertion");
        if (secret != null) {
            return secret.equals(app.secret())
                    ? Optional.empty()
                    : Optional.of(Denial.WRONG_SECRET);
        }
        if (assertion == null || !BEARER.equals(form.get("client_assertion_type"))) {
            return Optional.of(Denial.NO_SECRET);
        }
        boolean good = claims(assertion).filter(each -> speaksFor(app, each, now)).isPresent();
        return good ? Optional.empty() : Optional.of(Denial.BAD_ASSERTION);
    }

    // the signature is not looked at: no certificate is registered here
    private static boolean speaksFor(App app, JsonNode claims, Instant now) {
        return claims.path("sub").asText().equals(app.clientId())
                && claims.path("iss").asText().equals(app.clientId())
                && claims.path("aud").asText().endsWith("/oauth2/v2.0/token")
                && claims.path("exp").asLong() > now.getEpochSecond();
    }

    private static Optional<JsonNode> claims(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Json.read(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
