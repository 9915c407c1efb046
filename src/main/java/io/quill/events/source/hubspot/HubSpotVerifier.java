package io.quill.events.source.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Envelope;
import io.quill.events.source.WebhookVerdict;
import io.quill.platform.settings.SignatureVersion;

import java.net.URI;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Verifies HubSpot's signature of a delivery. A v3 signature that is present and allowed decides;
 * an older one is not tried then.
 */
final class HubSpotVerifier {
    private static final long WINDOW_MILLIS = 300_000;
    private static final int TIMESTAMP_DIGITS = 13;

    private final HubSpotWebhookSettings settings;

    HubSpotVerifier(HubSpotWebhookSettings settings) {
        this.settings = settings;
    }

    WebhookVerdict verify(Envelope envelope) {
        if (settings.secrets().isEmpty()) {
            return new WebhookVerdict.Refused("no-secret-configured");
        }
        Optional<String> v3 = envelope.header("x-hubspot-signature-v3");
        if (v3.isPresent() && allows(SignatureVersion.V3)) {
            return v3(envelope, v3.get());
        }
        Optional<String> older = envelope.header("x-hubspot-signature");
        return older.isEmpty()
                ? new WebhookVerdict.Refused("no-signature")
                : verifyOlder(envelope, older.get());
    }

    private WebhookVerdict v3(Envelope envelope, String signature) {
        URI publicUrl = settings.publicUrl();
        if (publicUrl == null) {
            return new WebhookVerdict.Refused("no-public-url-configured");
        }
        String timestamp = envelope.header("x-hubspot-request-timestamp").orElse("");
        if (!isTimestamp(timestamp)) {
            return new WebhookVerdict.Refused("malformed-timestamp");
        }
        long age = envelope.receivedAt().toEpochMilli() - Long.parseLong(timestamp);
        if (Math.abs(age) > WINDOW_MILLIS) {
            return new WebhookVerdict.Refused("timestamp-outside-window");
        }
        String uri = SignedUri.raw(publicUrl, envelope.path());
        return compare(
                signature,
                secret ->
                        HubSpotSignature.v3(
                                secret, envelope.method(), uri, envelope.body(), timestamp));
    }

    private WebhookVerdict verifyOlder(Envelope envelope, String signature) {
        String version =
                envelope.header("x-hubspot-signature-version")
                        .orElse("v1")
                        .toLowerCase(Locale.ROOT);
        URI publicUrl = settings.publicUrl();
        if (version.equals("v1") && allows(SignatureVersion.V1)) {
            return compare(signature, secret -> HubSpotSignature.v1(secret, envelope.body()));
        }
        if (!version.equals("v2") || !allows(SignatureVersion.V2)) {
            return new WebhookVerdict.Refused("version-not-allowed");
        }
        if (publicUrl == null) {
            return new WebhookVerdict.Refused("no-public-url-configured");
        }
        String uri = SignedUri.raw(publicUrl, envelope.path());
        return compare(
                signature,
                secret -> HubSpotSignature.v2(secret, envelope.method(), uri, envelope.body()));
    }

    /** Tries every secret, so that the time taken does not tell which one fits. */
    private WebhookVerdict compare(String signature, UnaryOperator<String> signedWith) {
        byte[] presented = signature.getBytes(UTF_8);
        boolean fits = false;
        for (String secret : settings.secrets()) {
            fits |= MessageDigest.isEqual(signedWith.apply(secret).getBytes(UTF_8), presented);
        }
        return fits ? new WebhookVerdict.Genuine() : new WebhookVerdict.Refused("wrong-signature");
    }

    private boolean allows(SignatureVersion version) {
        return settings.versions().contains(version);
    }

    private static boolean isTimestamp(String text) {
        return text.length() == TIMESTAMP_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
