package io.quill.operate.access;

/** What the head of a request tells of its sender, before the body is read. */
public enum Standing {
    /** A key or a signature that opens. */
    PROVEN,
    /** Headers of Standard Webhooks: only the body tells whether they are genuine. */
    PLAUSIBLE,
    STRANGER
}
