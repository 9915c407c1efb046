package io.quill.operate.access;

/** Result of verifying the head of a request, before the body is read. */
public enum HeadVerification {
    /** A key or a signature that opens. */
    PROVEN,
    /** Headers of Standard Webhooks: only the body tells whether they are genuine. */
    PLAUSIBLE,
    STRANGER
}
