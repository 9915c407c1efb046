package io.quill.app.http;

/** Exception for a port that cannot be opened; the message says which, and what to do. */
public final class PortUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortUnavailableException(String host, int port, Throwable cause) {
        super(
                "Nothing can listen on %s:%d (%s); stop what listens there, or set another port"
                        .formatted(host, port, cause.getMessage()),
                cause);
    }
}
