package io.quill.records.pull.json;

/** An answer that is not what the connector says it is; reading it again would not help. */
public final class NotRecords extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotRecords(String words) {
        super(words);
    }
}
