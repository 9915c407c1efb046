package io.quill.events.sink.powerbi;

/** Failure to get a token, with what an operator can do about it. */
public final class TokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** Entra looked at the credential and said no: it stays no until somebody acts. */
        REFUSED,
        /** Entra did not answer, or not with an answer: it may later. */
        UNREACHABLE
    }

    private final Reason reason;

    public TokenException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
