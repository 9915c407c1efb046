package io.quill.events.source.standard;

import io.quill.events.Envelope;
import io.quill.events.source.WebhookVerdict;

import java.util.List;
import java.util.Optional;

/**
 * Verifies the headers webhook-id, webhook-timestamp and webhook-signature. Any key and any
 * signature of the list may match; without a key everything is refused.
 */
public final class StandardWebhooksVerifier {
    private static final long WINDOW_SECONDS = 300;
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_TIMESTAMP = 12;
    private static final int MOST_SIGNATURES = 16;

    private final List<VerificationKey> keys;

    /** Keys read {@code whsec_} or {@code whpk_} and base64; base64 alone is a secret. */
    public StandardWebhooksVerifier(List<String> keys) {
        this.keys = keys.stream().map(StandardWebhooksVerifier::key).toList();
    }

    private static VerificationKey key(String text) {
        if (text.startsWith("whsk_")) {
            throw new IllegalArgumentException(
                    "a private key (whsk_) belongs to the sender: give its public one (whpk_)");
        }
        return text.startsWith("whpk_")
                ? VerificationKey.Public.of(text.substring("whpk_".length()))
                : VerificationKey.Secret.of(
                        text.startsWith("whsec_") ? text.substring("whsec_".length()) : text);
    }

    public WebhookVerdict verify(Envelope envelope) {
        if (keys.isEmpty()) {
            return new WebhookVerdict.Refused("no-key-configured");
        }
        Optional<String> id = envelope.header("webhook-id");
        Optional<String> timestamp = envelope.header("webhook-timestamp");
        Optional<String> signatures = envelope.header("webhook-signature");
        if (id.isEmpty() || timestamp.isEmpty() || signatures.isEmpty()) {
            return new WebhookVerdict.Refused("missing-header");
        }
        if (!isId(id.get())) {
            return new WebhookVerdict.Refused("malformed-id");
        }
        if (!isTimestamp(timestamp.get())) {
            return new WebhookVerdict.Refused("malformed-timestamp");
        }
        long age = envelope.receivedAt().getEpochSecond() - Long.parseLong(timestamp.get());
        if (Math.abs(age) > WINDOW_SECONDS) {
            return new WebhookVerdict.Refused("timestamp-outside-window");
        }
        SignedContent content = SignedContent.of(id.get(), timestamp.get(), envelope.body());
        return compare(content, signatures.get());
    }

    private WebhookVerdict compare(SignedContent content, String list) {
        String[] signatures = list.strip().split(" ", MOST_SIGNATURES + 1);
        if (signatures.length > MOST_SIGNATURES) {
            return new WebhookVerdict.Refused("too-many-signatures");
        }
        boolean fits = false;
        for (String signature : signatures) {
            int comma = signature.indexOf(',');
            for (VerificationKey verificationKey : keys) {
                boolean same =
                        comma > 0
                                && signature.substring(0, comma).equals(verificationKey.version());
                fits |= same && verificationKey.verifies(content, signature.substring(comma + 1));
            }
        }
        return fits ? new WebhookVerdict.Genuine() : new WebhookVerdict.Refused("wrong-signature");
    }

    /** Returns whether an id is valid; with a dot it could pass for another id and timestamp. */
    private static boolean isId(String id) {
        return !id.isBlank() && id.length() <= LONGEST_ID && id.indexOf('.') < 0;
    }

    private static boolean isTimestamp(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_TIMESTAMP
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
