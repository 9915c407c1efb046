package io.quill.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.sandbox.web.SandboxJson;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Verifies how a client proves itself in a token request: by secret or by signed assertion. */
final class ClientCredential {
    private static final String BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private ClientCredential() {}

    static Optional<TokenDenial> denial(
            RegisteredApp registeredApp, Map<String, String> form, Instant now) {
        String secret = form.get("client_secret");
        String assertion = form.get("client_assertion");
        if (secret != null) {
            return secret.equals(registeredApp.secret())
                    ? Optional.empty()
                    : Optional.of(TokenDenial.WRONG_SECRET);
        }
        if (assertion == null || !BEARER.equals(form.get("client_assertion_type"))) {
            return Optional.of(TokenDenial.NO_SECRET);
        }
        boolean good =
                claims(assertion).filter(each -> speaksFor(registeredApp, each, now)).isPresent();
        return good ? Optional.empty() : Optional.of(TokenDenial.BAD_ASSERTION);
    }

    // the signature is not looked at: no certificate is registered here
    private static boolean speaksFor(RegisteredApp registeredApp, JsonNode claims, Instant now) {
        return claims.path("sub").asText().equals(registeredApp.clientId())
                && claims.path("iss").asText().equals(registeredApp.clientId())
                && claims.path("aud").asText().endsWith("/oauth2/v2.0/token")
                && claims.path("exp").asLong() > now.getEpochSecond();
    }

    private static Optional<JsonNode> claims(String assertion) {
        String[] parts = assertion.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return SandboxJson.read(Base64.getUrlDecoder().decode(parts[1]));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
