package io.quill.operate.access;

import io.quill.events.Envelope;
import io.quill.events.source.Verdict.Genuine;
import io.quill.events.source.standard.StandardWebhooks;
import io.quill.platform.settings.Admin;
import io.quill.platform.settings.AdminKey;
import io.quill.platform.settings.Secret;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a request shows a key or a signature, and whose. */
final class Credentials {
    private static final String KEY = "x-admin-key";
    private static final List<String> SIGNED =
            List.of("webhook-id", "webhook-timestamp", "webhook-signature");
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Admin settings;
    private Instant lookedAt = Instant.MIN;

    /** What a request shows of its sender. */
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

        record Nothing(Refusal why) implements Shown {}
    }

    Credentials(Admin settings) {
        this.settings = settings;
    }

    Shown shown(Request request) {
        Shown first = look(request);
        return first instanceof Shown.Nothing && rotated(request.at()) ? look(request) : first;
    }

    /** What is known before the body is read; nothing is looked up for it. */
    Standing standing(Request head) {
        if (!head.all(KEY).isEmpty()) {
            return byKey(head.all(KEY)) instanceof Shown.By ? Standing.PROVEN : Standing.STRANGER;
        }
        if (SignedRequests.isClaimed(head)) {
            return SignedRequests.read(head, secrets()).isPresent()
                    ? Standing.PROVEN
                    : Standing.STRANGER;
        }
        return settings.hmacSecret().isPresent()
                        && SIGNED.stream().allMatch(name -> head.header(name).isPresent())
                ? Standing.PLAUSIBLE
                : Standing.STRANGER;
    }

    private Shown look(Request request) {
        if (settings.apiKey().isEmpty() && settings.hmacSecret().isEmpty()) {
            return new Shown.Nothing(Refusal.NOTHING_CONFIGURED);
        }
        if (!request.all(KEY).isEmpty()) {
            return byKey(request.all(KEY));
        }
        if (SignedRequests.isClaimed(request)) {
            return bySignature(request);
        }
        return SIGNED.stream().anyMatch(name -> !request.all(name).isEmpty())
                ? byWebhook(request)
                : new Shown.Nothing(Refusal.NO_CREDENTIAL);
    }

    /** Every key is tried, so that the time taken does not tell which of them came close. */
    private Shown byKey(List<String> given) {
        if (given.size() > 1) {
            return new Shown.Nothing(Refusal.AMBIGUOUS_CREDENTIAL);
        }
        Shown shown = new Shown.Nothing(Refusal.WRONG_KEY);
        for (AdminKey key : settings.keys()) {
            if (key.opensWith(given.getFirst())) {
                shown = new Shown.By(key.name(), Caller.Way.KEY);
            }
        }
        return shown;
    }

    private Shown bySignature(Request request) {
        return SignedRequests.read(request, secrets())
                .filter(signed -> SignedRequests.fitsBody(signed, request))
                .<Shown>map(
                        signed ->
                                new Shown.By(
                                        "signature:" + signed.keyid(),
                                        Caller.Way.SIGNATURE,
                                        signed.nonce()))
                .orElseGet(() -> new Shown.Nothing(Refusal.WRONG_SIGNATURE));
    }

    private List<String> secrets() {
        return settings.hmacSecret().map(Secret::values).orElse(List.of());
    }

    private Shown byWebhook(Request request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : SIGNED) {
            if (request.all(name).size() > 1) {
                return new Shown.Nothing(Refusal.AMBIGUOUS_CREDENTIAL);
            }
            request.header(name).ifPresent(value -> headers.put(name, value));
        }
        Envelope envelope =
                new Envelope(
                        request.id(),
                        request.at(),
                        request.method(),
                        request.target(),
                        headers,
                        request.body());
        return isGenuine(envelope)
                ? new Shown.By("webhook", Caller.Way.WEBHOOK)
                : new Shown.Nothing(Refusal.WRONG_SIGNATURE);
    }

    /** A rotation may bring what is no secret; then nothing is signed with it. */
    private boolean isGenuine(Envelope envelope) {
        try {
            return new StandardWebhooks(secrets()).verify(envelope) instanceof Genuine;
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
