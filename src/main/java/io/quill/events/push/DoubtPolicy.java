package io.quill.events.push;

/** Policy for rows of which nobody can say whether they were taken. */
public enum DoubtPolicy {
    /** They go again; the measures count each EventID once. */
    RESEND,
    /** They stay until an operator decides. */
    HOLD
}
