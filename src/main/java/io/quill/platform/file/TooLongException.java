package io.quill.platform.file;

import java.io.IOException;

/** File or line that is longer than its limit. */
public final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String subject;
    private final String words;

    TooLongException(String subject, String words) {
        super(subject + " " + words);
        this.subject = subject;
        this.words = words;
    }

    /** The file, or the line of it. */
    public String subject() {
        return subject;
    }

    /** The message without its subject. */
    public String words() {
        return words;
    }
}
