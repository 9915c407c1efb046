package io.quill.events.spool;

/** The store, not the file, could not be used. */
final class StoreAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreAway(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
