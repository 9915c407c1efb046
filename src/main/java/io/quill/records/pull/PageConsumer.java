package io.quill.records.pull;

import java.util.OptionalLong;

/** Receives a list page by page; a page that breaks off begins again. */
interface PageConsumer {
    void begin();

    /** Accepts a record and returns whether more are wanted. */
    boolean accept(byte[] json);

    /** Ends a page and returns whether more are wanted. */
    boolean end(OptionalLong total);
}
