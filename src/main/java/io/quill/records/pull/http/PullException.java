package io.quill.records.pull.http;

/** Failure to read a service; the message says why, in words that an operator can act upon. */
public final class PullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PullException(String message) {
        super(message);
    }

    public PullException(String message, Throwable cause) {
        super(message, cause);
    }

    /** An interrupt is handed on: somebody wants this thread to end. */
    static PullException interrupted() {
        Thread.currentThread().interrupt();
        return new PullException("The pull was interrupted.");
    }
}
