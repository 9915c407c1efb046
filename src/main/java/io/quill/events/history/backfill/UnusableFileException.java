package io.quill.events.history.backfill;

/** Failure to read a file as an export; the message says what is missing. */
public final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFileException(String message) {
        super(message);
    }
}
