package io.quill.dimension.table;

/** The process ended here. */
final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed(Object last) {
        super("The last thing that happened: " + last);
    }
}
