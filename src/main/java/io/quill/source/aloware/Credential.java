package io.quill.source.aloware;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.event.Envelope;
import io.quill.source.Verdict;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The static token that Aloware echoes in Authorization, as Bearer or as the password of Basic.
 * Digests are compared, all of them, so that neither length nor position shows in the time taken.
 */
final class Credential {
    private final List<byte[]> digests;

    Credential(List<String> tokens) {
        this.digests = tokens.stream().map(token -> digest(token.getBytes(UTF_8))).toList();
    }

    Verdict verify(Envelope envelope) {
        if (digests.isEmpty()) {
            return new Verdict.Refused("no-token-configured");
        }
        Optional<String> authorization = envelope.header("authorization");
        if (authorization.isEmpty()) {
            return new Verdict.Refused("no-credential");
        }
        return token(authorization.get().strip())
                .map(this::compared)
                .orElseGet(() -> new Verdict.Refused("unreadable-credential"));
    }

    private Verdict compared(byte[] token) {
        byte[] presented = digest(token);
        boolean known = false;
        for (byte[] digest : digests) {
            known |= MessageDigest.isEqual(digest, presented);
        }
        return known ? new Verdict.Genuine() : new Verdict.Refused("unknown-token");
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

    private static byte[] digest(byte[] token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256: use another one", e);
        }
    }
}
