package io.quill.platform.file;

import java.io.IOException;

/** A file, or a line of one, is longer than anything of its kind. */
public final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    private final String subject;
    private final String words;

    TooLong(String subject, String words) {
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
