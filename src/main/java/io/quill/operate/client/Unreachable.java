package io.quill.operate.client;

/** Nobody answered, or nobody that is a Quill; the message says what an operator can do. */
public final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
        super(message);
    }

    Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
