package io.quill.sandbox.dax;

/** Exception for a query that the engine refuses, with its message. */
public final class DaxError extends RuntimeException {
    public DaxError(String message) {
        super(message);
    }
}
