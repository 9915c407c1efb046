package io.quill.events.source;

import io.quill.events.Envelope;

import java.util.List;

/**
 * A system that sends webhooks. Both functions are pure: the same envelope gives the same answer.
 */
public interface Source {
    /** The last part of its webhook's path, and in capitals the prefix of its event keys. */
    String name();

    /**
     * Whether a delivery that was refused comes again. One that does not is never refused once it
     * is genuine.
     */
    boolean redelivers();

    Verdict verify(Envelope envelope);

    /** The events of a genuine delivery, one outcome each, in their order. */
    List<Outcome> adapt(Envelope envelope);
}
