package io.quill.operate.access;

import io.quill.events.Envelope;
import io.quill.events.source.WebhookVerdict.Genuine;
import io.quill.events.source.standard.StandardWebhooksVerifier;
import io.quill.platform.settings.AdminKey;
import io.quill.platform.settings.AdminSettings;
import io.quill.platform.settings.Secret;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifies the key or signature that a request carries. */
final class CredentialVerifier {
    private static final String KEY = "x-admin-key";
    private static final List<String> SIGNED =
            List.of("webhook-id", "webhook-timestamp", "webhook-signature");
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final AdminSettings settings;
    private Instant lookedAt = Instant.MIN;

    /** Credentials in a request. */
    sealed interface Shown {
        /**
         * Somebody who is believed.
         *
         * @param nonce that this request uses up, blank where it has none
         */
        record By(String name, Caller.Way way, String nonce) implements Shown {
            By(String name, Caller.Way way) {
                this(name, way, "");
            }
        }

        record Nothing(AccessDenial why) implements Shown {}
    }

    CredentialVerifier(AdminSettings settings) {
        this.settings = settings;
    }

    Shown verify(AdminRequest adminRequest) {
        Shown first = verifyOnce(adminRequest);
        return first instanceof Shown.Nothing && rotated(adminRequest.at())
                ? verifyOnce(adminRequest)
                : first;
    }

    /** Verifies what is known before the body is read; no secret is reloaded for it. */
    HeadVerification verifyHead(AdminRequest head) {
        if (!head.all(KEY).isEmpty()) {
            return byKey(head.all(KEY)) instanceof Shown.By
                    ? HeadVerification.PROVEN
                    : HeadVerification.STRANGER;
        }
        if (SignedRequests.isClaimed(head)) {
            return SignedRequests.read(head, secrets()).isPresent()
                    ? HeadVerification.PROVEN
                    : HeadVerification.STRANGER;
        }
        return settings.hmacSecret().isPresent()
                        && SIGNED.stream().allMatch(name -> head.header(name).isPresent())
                ? HeadVerification.PLAUSIBLE
                : HeadVerification.STRANGER;
    }

    private Shown verifyOnce(AdminRequest adminRequest) {
        if (settings.apiKey().isEmpty() && settings.hmacSecret().isEmpty()) {
            return new Shown.Nothing(AccessDenial.NOTHING_CONFIGURED);
        }
        if (!adminRequest.all(KEY).isEmpty()) {
            return byKey(adminRequest.all(KEY));
        }
        if (SignedRequests.isClaimed(adminRequest)) {
            return bySignature(adminRequest);
        }
        return SIGNED.stream().anyMatch(name -> !adminRequest.all(name).isEmpty())
                ? byWebhook(adminRequest)
                : new Shown.Nothing(AccessDenial.NO_CREDENTIAL);
    }

    /** Every key is tried, so that the time taken does not tell which of them came close. */
    private Shown byKey(List<String> given) {
        if (given.size() > 1) {
            return new Shown.Nothing(AccessDenial.AMBIGUOUS_CREDENTIAL);
        }
        Shown shown = new Shown.Nothing(AccessDenial.WRONG_KEY);
        for (AdminKey key : settings.keys()) {
            if (key.matches(given.getFirst())) {
                shown = new Shown.By(key.name(), Caller.Way.KEY);
            }
        }
        return shown;
    }

    private Shown bySignature(AdminRequest adminRequest) {
        return SignedRequests.read(adminRequest, secrets())
                .filter(signed -> SignedRequests.fitsBody(signed, adminRequest))
                .<Shown>map(
                        signed ->
                                new Shown.By(
                                        "signature:" + signed.keyid(),
                                        Caller.Way.SIGNATURE,
                                        signed.nonce()))
                .orElseGet(() -> new Shown.Nothing(AccessDenial.WRONG_SIGNATURE));
    }

    private List<String> secrets() {
        return settings.hmacSecret().map(Secret::values).orElse(List.of());
    }

    private Shown byWebhook(AdminRequest adminRequest) {
        Map<String, String> headers = new HashMap<>();
        for (String name : SIGNED) {
            if (adminRequest.all(name).size() > 1) {
                return new Shown.Nothing(AccessDenial.AMBIGUOUS_CREDENTIAL);
            }
            adminRequest.header(name).ifPresent(value -> headers.put(name, value));
        }
        Envelope envelope =
                new Envelope(
                        adminRequest.id(),
                        adminRequest.at(),
                        adminRequest.method(),
                        adminRequest.target(),
                        headers,
                        adminRequest.body());
        return isGenuine(envelope)
                ? new Shown.By("webhook", Caller.Way.WEBHOOK)
                : new Shown.Nothing(AccessDenial.WRONG_SIGNATURE);
    }

    /** A rotation may bring what is no secret; then nothing is signed with it. */
    private boolean isGenuine(Envelope envelope) {
        try {
            return new StandardWebhooksVerifier(secrets()).verify(envelope) instanceof Genuine;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** A key may have been changed where it comes from; strangers cannot have that looked up. */
    private synchronized boolean rotated(Instant now) {
        if (now.isBefore(lookedAt.plus(LOOK_AGAIN))) {
            return false;
        }
        lookedAt = now;
        boolean key = refreshed(settings.apiKey());
        boolean secret = refreshed(settings.hmacSecret());
        return key || secret;
    }

    private static boolean refreshed(Optional<Secret> secret) {
        return secret.filter(Secret::refresh).isPresent();
    }
}
