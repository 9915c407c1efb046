package io.quill.platform.store;

/** Failure of a store operation; the reason says what an operator can do about it. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** Away or overloaded: the same call may go through later. */
        UNAVAILABLE,
        /** No room left where the store writes. */
        FULL,
        /** The item is larger than the store takes. */
        TOO_LARGE,
        /** Another process has the file open. */
        IN_USE,
        /** A file is damaged, or not in its place: nothing but a person can mend it. */
        DAMAGED,
        /** Set up wrongly: credentials, a missing table, a file from a newer version. */
        MISCONFIGURED
    }

    private final Reason reason;

    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
