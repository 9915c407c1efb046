package io.quill.records.pull.json;

/** Answer that is not what the connector says; reading it again would not help. */
public final class UnexpectedResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnexpectedResponseException(String words) {
        super(words);
    }
}
