package io.quill.events.webhook;

import java.time.Duration;
import java.util.Optional;

/** Response to the sender. It must never say why a credential was refused. */
public sealed interface WebhookResponse {
    int status();

    /** Every fact of the delivery is durable. */
    record Accepted(String envelope, Counts counts) implements WebhookResponse {
        @Override
        public int status() {
            return 202;
        }
    }

    record Refused(int status) implements WebhookResponse {}

    /** Nothing durable could be written: come again. */
    record Unavailable(Duration retryAfter) implements WebhookResponse {
        @Override
        public int status() {
            return 503;
        }
    }

    default Optional<Duration> retry() {
        return this instanceof Unavailable(Duration after) ? Optional.of(after) : Optional.empty();
    }

    /** Returns the JSON body; a refusal has none. */
    default String body() {
        return switch (this) {
            case Accepted(String envelope, Counts counts) -> counts.json(envelope);
            case Refused _ -> "";
            case Unavailable _ -> "";
        };
    }

    /** Numbers of a delivery's events by outcome; each event is counted once. */
    record Counts(int accepted, int duplicates, int gated, int ignored, int rejected) {
        private String json(String envelope) {
            return "{\"envelope\":\""
                    + envelope
                    + "\",\"accepted\":"
                    + accepted
                    + ",\"duplicates\":"
                    + duplicates
                    + ",\"gated\":"
                    + gated
                    + ",\"ignored\":"
                    + ignored
                    + ",\"rejected\":"
                    + rejected
                    + "}";
        }
    }
}
