package io.quill.events.dimension;

import java.time.Instant;

/** What one step towards the wanted rows came to. */
public sealed interface Step {
    /** Nothing is left to do. */
    record InLine() implements Step {}

    /** Something was done; there may be more. */
    record Stepped() implements Step {}

    /** Nothing can be done before then. */
    record Waits(Instant until, String why) implements Step {}

    /** An operator has to act; it is tried again every now and then all the same. */
    record Stuck(String words) implements Step {}
}
