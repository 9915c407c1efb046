package io.quill.platform.file;

/** Files cannot be stored or read. The message says what an operator can do about it. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
