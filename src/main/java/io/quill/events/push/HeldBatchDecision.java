package io.quill.events.push;

/** Decision of an operator about a held batch. */
public enum HeldBatchDecision {
    /**
     * Its facts go again, in another batch, until they are taken; they may be doubled. If they stay
     * in doubt, they are halved, and not asked about again.
     */
    RESEND,
    /** Its facts count as taken; they may be missing. */
    ACCEPT
}
