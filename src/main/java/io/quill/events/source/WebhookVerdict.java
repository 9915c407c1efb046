package io.quill.events.source;

/** Result of verifying a delivery. The reason is for the log; the sender must not be told. */
public sealed interface WebhookVerdict {
    record Genuine() implements WebhookVerdict {}

    record Refused(String reason) implements WebhookVerdict {}
}
