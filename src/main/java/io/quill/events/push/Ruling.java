package io.quill.events.push;

/** What an operator decides about a batch of which nobody can say whether it was taken. */
public enum Ruling {
    /** Its facts go again, in another batch; they may be doubled. */
    RESEND,
    /** Its facts count as taken; they may be missing. */
    ACCEPT
}
