package io.quill.records.pull;

import java.util.OptionalLong;

/** Takes a list in pages; a page that breaks off begins once more. */
interface PageTaker {
    void begin();

    /** Whether more is wanted. */
    boolean take(byte[] json);

    /** Whether more is wanted. */
    boolean end(OptionalLong total);
}
