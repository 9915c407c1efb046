package io.quill.events.spool;

/** Failure of the store, as opposed to the file. */
final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailableException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
