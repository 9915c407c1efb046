package io.quill.records.pull.json;

import java.io.IOException;

/** A record that is larger than is kept in memory. */
public final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(int most) {
        super("holds a record of more than " + (most >> 20) + " MiB");
    }
}
