package io.quill.events.source;

import io.quill.events.Envelope;

import java.util.List;

/**
 * System that sends webhooks. Verifying and adapting are pure: the same envelope gives the same
 * result.
 */
public interface Source {
    /**
     * Returns the last part of the webhook's path, which in capitals is the prefix of its event
     * keys.
     */
    String name();

    /**
     * Returns whether a refused delivery is sent again. If not, a genuine one must never be
     * refused.
     */
    boolean redelivers();

    WebhookVerdict verify(Envelope envelope);

    /** Adapts the events of a genuine delivery, an outcome each, in order. */
    List<AdapterOutcome> adapt(Envelope envelope);
}
