package io.quill.app.http;

/** Nobody can listen there; the message says where, and what an operator can do. */
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(String host, int port, Throwable cause) {
        super(
                "Nothing can listen on %s:%d (%s); stop what listens there, or set another port"
                        .formatted(host, port, cause.getMessage()),
                cause);
    }
}
