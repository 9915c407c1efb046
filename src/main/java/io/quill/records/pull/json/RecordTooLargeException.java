package io.quill.records.pull.json;

import java.io.IOException;

/** Record that is larger than the memory limit for one record. */
public final class RecordTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    RecordTooLargeException(int most) {
        super("holds a record of more than " + (most >> 20) + " MiB");
    }
}
