package io.quill.events.source.aloware;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Envelope;
import io.quill.events.source.WebhookVerdict;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Verifies the static token that Aloware sends in Authorization, as Bearer or as the password of
 * Basic. All tokens are compared in constant time.
 */
final class AlowareVerifier {
    private final List<byte[]> tokens;

    AlowareVerifier(List<String> tokens) {
        this.tokens = tokens.stream().map(token -> token.getBytes(UTF_8)).toList();
    }

    WebhookVerdict verify(Envelope envelope) {
        if (tokens.isEmpty()) {
            return new WebhookVerdict.Refused("no-token-configured");
        }
        Optional<String> authorization = envelope.header("authorization");
        if (authorization.isEmpty()) {
            return new WebhookVerdict.Refused("no-credential");
        }
        return token(authorization.get().strip())
                .map(this::compare)
                .orElseGet(() -> new WebhookVerdict.Refused("unreadable-credential"));
    }

    private WebhookVerdict compare(byte[] presented) {
        boolean known = false;
        for (byte[] token : tokens) {
            known |= MessageDigest.isEqual(presented, token);
        }
        return known ? new WebhookVerdict.Genuine() : new WebhookVerdict.Refused("unknown-token");
    }

    private static Optional<byte[]> token(String authorization) {
        int space = authorization.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        String value = authorization.substring(space + 1).strip();
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(value.getBytes(UTF_8));
            case "basic" -> password(value);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> password(String value) {
        try {
            String pair = new String(Base64.getDecoder().decode(value), UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(pair.substring(colon + 1).getBytes(UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
