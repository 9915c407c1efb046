package io.quill.events.source.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Envelope;
import io.quill.events.source.Verdict;

import java.net.URI;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whether HubSpot signed a delivery. Where a v3 signature is present and allowed, it decides: a
 * delivery that it does not fit is not asked for an older one.
 */
final class Verification {
    private static final long WINDOW_MILLIS = 300_000;
    private static final int TIMESTAMP_DIGITS = 13;

    private final HubSpotSettings settings;

    Verification(HubSpotSettings settings) {
        this.settings = settings;
    }

    Verdict verify(Envelope envelope) {
        if (settings.secrets().isEmpty()) {
            return new Verdict.Refused("no-secret-configured");
        }
        Optional<String> v3 = envelope.header("x-hubspot-signature-v3");
        if (v3.isPresent() && allows(SignatureVersion.V3)) {
            return v3(envelope, v3.get());
        }
        Optional<String> older = envelope.header("x-hubspot-signature");
        return older.isEmpty() ? new Verdict.Refused("no-signature") : older(envelope, older.get());
    }

    private Verdict v3(Envelope envelope, String signature) {
        URI publicUrl = settings.publicUrl();
        if (publicUrl == null) {
            return new Verdict.Refused("no-public-url-configured");
        }
        String timestamp = envelope.header("x-hubspot-request-timestamp").orElse("");
        if (!isTimestamp(timestamp)) {
            return new Verdict.Refused("malformed-timestamp");
        }
        long age = envelope.receivedAt().toEpochMilli() - Long.parseLong(timestamp);
        if (Math.abs(age) > WINDOW_MILLIS) {
            return new Verdict.Refused("timestamp-outside-window");
        }
        String uri = SignedUri.raw(publicUrl, envelope.path());
        return compared(
                signature,
                secret -> Signature.v3(secret, envelope.method(), uri, envelope.body(), timestamp));
    }

    private Verdict older(Envelope envelope, String signature) {
        String version =
                envelope.header("x-hubspot-signature-version")
                        .orElse("v1")
                        .toLowerCase(Locale.ROOT);
        URI publicUrl = settings.publicUrl();
        if (version.equals("v1") && allows(SignatureVersion.V1)) {
            return compared(signature, secret -> Signature.v1(secret, envelope.body()));
        }
        if (!version.equals("v2") || !allows(SignatureVersion.V2)) {
            return new Verdict.Refused("version-not-allowed");
        }
        if (publicUrl == null) {
            return new Verdict.Refused("no-public-url-configured");
        }
        String uri = SignedUri.raw(publicUrl, envelope.path());
        return compared(
                signature, secret -> Signature.v2(secret, envelope.method(), uri, envelope.body()));
    }

    /** Every secret is tried, whichever fits, so that the time taken does not tell which. */
    private Verdict compared(String signature, UnaryOperator<String> signedWith) {
        byte[] presented = signature.getBytes(UTF_8);
        boolean fits = false;
        for (String secret : settings.secrets()) {
            fits |= MessageDigest.isEqual(signedWith.apply(secret).getBytes(UTF_8), presented);
        }
        return fits ? new Verdict.Genuine() : new Verdict.Refused("wrong-signature");
    }

    private boolean allows(SignatureVersion version) {
        return settings.versions().contains(version);
    }

    private static boolean isTimestamp(String text) {
        return text.length() == TIMESTAMP_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
