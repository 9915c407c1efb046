package io.quill.events.source.standard;

import io.quill.events.Envelope;
import io.quill.events.source.Verdict;

import java.util.List;
import java.util.Optional;

/**
 * Verifies {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}. Any key may
 * have signed, and any signature of the list may be the one; without a key everything is refused.
 */
public final class StandardWebhooks {
    private static final long WINDOW_SECONDS = 300;
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_TIMESTAMP = 12;
    private static final int MOST_SIGNATURES = 16;

    private final List<Key> keys;

    /** Keys read {@code whsec_} or {@code whpk_} and base64; base64 alone is a secret. */
    public StandardWebhooks(List<String> keys) {
        this.keys = keys.stream().map(StandardWebhooks::key).toList();
    }

    private static Key key(String text) {
        if (text.startsWith("whsk_")) {
            throw new IllegalArgumentException(
                    "a private key (whsk_) belongs to the sender: give its public one (whpk_)");
        }
        return text.startsWith("whpk_")
                ? Key.Public.of(text.substring("whpk_".length()))
                : Key.Secret.of(
                        text.startsWith("whsec_") ? text.substring("whsec_".length()) : text);
    }

    public Verdict verify(Envelope envelope) {
        if (keys.isEmpty()) {
            return new Verdict.Refused("no-key-configured");
        }
        Optional<String> id = envelope.header("webhook-id");
        Optional<String> timestamp = envelope.header("webhook-timestamp");
        Optional<String> signatures = envelope.header("webhook-signature");
        if (id.isEmpty() || timestamp.isEmpty() || signatures.isEmpty()) {
            return new Verdict.Refused("missing-header");
        }
        if (!isId(id.get())) {
            return new Verdict.Refused("malformed-id");
        }
        if (!isTimestamp(timestamp.get())) {
            return new Verdict.Refused("malformed-timestamp");
        }
        long age = envelope.receivedAt().getEpochSecond() - Long.parseLong(timestamp.get());
        if (Math.abs(age) > WINDOW_SECONDS) {
            return new Verdict.Refused("timestamp-outside-window");
        }
        Signed content = Signed.of(id.get(), timestamp.get(), envelope.body());
        return compared(content, signatures.get());
    }

    private Verdict compared(Signed content, String list) {
        String[] signatures = list.strip().split(" ", MOST_SIGNATURES + 1);
        if (signatures.length > MOST_SIGNATURES) {
            return new Verdict.Refused("too-many-signatures");
        }
        boolean fits = false;
        for (String signature : signatures) {
            int comma = signature.indexOf(',');
            for (Key key : keys) {
                boolean same = comma > 0 && signature.substring(0, comma).equals(key.version());
                fits |= same && key.fits(content, signature.substring(comma + 1));
            }
        }
        return fits ? new Verdict.Genuine() : new Verdict.Refused("wrong-signature");
    }

    /** A dot in an id would let it pass for another id and timestamp. */
    private static boolean isId(String id) {
        return !id.isBlank() && id.length() <= LONGEST_ID && id.indexOf('.') < 0;
    }

    private static boolean isTimestamp(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_TIMESTAMP
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
