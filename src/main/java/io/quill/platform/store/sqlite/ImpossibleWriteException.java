package io.quill.platform.store.sqlite;

/** Write whose result no item can hold: an error of the caller alone. */
final class ImpossibleWriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException fault;

    ImpossibleWriteException(RuntimeException fault) {
        super(fault);
        this.fault = fault;
    }

    RuntimeException fault() {
        return fault;
    }
}
