package io.quill.admin.door;

import io.quill.event.Envelope;
import io.quill.settings.Admin;
import io.quill.settings.AdminKey;
import io.quill.settings.Secret;
import io.quill.source.Verdict.Genuine;
import io.quill.source.standard.StandardWebhooks;

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
        record By(String name, Caller.Way way) implements Shown {}

        record Nothing(Refusal why) implements Shown {}
    }

    Credentials(Admin settings) {
        this.settings = settings;
    }

    Shown shown(Request request) {
        Shown first = look(request);
        return first instanceof Shown.Nothing && rotated(request.at()) ? look(request) : first;
    }

    private Shown look(Request request) {
        if (settings.apiKey().isEmpty() && settings.hmacSecret().isEmpty()) {
            return new Shown.Nothing(Refusal.NOTHING_CONFIGURED);
        }
        if (!request.all(KEY).isEmpty()) {
            return byKey(request.all(KEY));
        }
        return SIGNED.stream().anyMatch(name -> !request.all(name).isEmpty())
                ? bySignature(request)
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
                ? new Shown.By("webhook", Caller.Way.SIGNATURE)
                : new Shown.Nothing(Refusal.WRONG_SIGNATURE);
    }

    /** A rotation may bring what is no secret; then nothing is signed with it. */
    private boolean isGenuine(Envelope envelope) {
        try {
            List<String> secrets = settings.hmacSecret().map(Secret::values).orElse(List.of());
            return new StandardWebhooks(secrets).verify(envelope) instanceof Genuine;
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
