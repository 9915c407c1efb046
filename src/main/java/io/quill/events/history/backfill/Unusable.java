package io.quill.events.history.backfill;

/** The file is not what it was taken for; the message says what is missing. */
public final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
        super(message);
    }
}
