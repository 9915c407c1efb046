package io.quill.platform.store;

/** The process ended here. */
public final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Killed(Object last) {
        super("The last thing that happened: " + last);
    }
}
