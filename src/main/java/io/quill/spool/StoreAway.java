package io.quill.spool;

import io.quill.store.StoreException;

/** The store, not the file, could not be used. */
final class StoreAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreAway(StoreException cause) {
        super(cause.getMessage(), cause);
    }
}
