package io.quill.events.webhook;

import java.time.Duration;

/** Listener for the answers to deliveries; it must return soon. */
public interface DeliveryListener {
    /** Reports how a delivery was answered; the source is a known one, or "unknown". */
    void answered(String source, WebhookResponse webhookResponse, Duration took);
}
