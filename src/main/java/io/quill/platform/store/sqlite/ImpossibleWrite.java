package io.quill.platform.store.sqlite;

/** A write whose outcome no item can hold: a fault of who asked for it, and of nobody else. */
final class ImpossibleWrite extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException fault;

    ImpossibleWrite(RuntimeException fault) {
        super(fault);
        this.fault = fault;
    }

    RuntimeException fault() {
        return fault;
    }
}
