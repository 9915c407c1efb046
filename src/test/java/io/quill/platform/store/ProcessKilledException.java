package io.quill.platform.store;

/** The process ended here. */
public final class ProcessKilledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProcessKilledException(Object last) {
        super("The last thing that happened: " + last);
    }
}
