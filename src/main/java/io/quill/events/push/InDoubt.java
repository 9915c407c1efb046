package io.quill.events.push;

/** What happens to rows of which nobody can say whether they were taken. */
public enum InDoubt {
    /** They go again; the measures count each EventID once. */
    RESEND,
    /** They stay until an operator decides. */
    HOLD
}
