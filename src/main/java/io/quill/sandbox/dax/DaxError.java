package io.quill.sandbox.dax;

/** The engine does not take a query; the message says in its way what is wrong with it. */
public final class DaxError extends RuntimeException {
    public DaxError(String message) {
        super(message);
    }
}
