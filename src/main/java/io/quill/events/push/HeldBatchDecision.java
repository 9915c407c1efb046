package io.quill.events.push;

/** Decision of an operator about a held batch. */
public enum HeldBatchDecision {
    /** Its facts go again, in another batch; they may be doubled. */
    RESEND,
    /** Its facts count as taken; they may be missing. */
    ACCEPT
}
