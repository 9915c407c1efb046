package io.quill.events.dimension;

import java.time.Instant;

/** Result of one step towards the wanted rows. */
public sealed interface TableSyncProgress {
    /** Nothing is left to do. */
    record InLine() implements TableSyncProgress {}

    /** Something was done; there may be more. */
    record Stepped() implements TableSyncProgress {}

    /** Nothing can be done before then. */
    record Waits(Instant until, String why) implements TableSyncProgress {}

    /** An operator has to act; it is tried again every now and then all the same. */
    record Stuck(String words) implements TableSyncProgress {}
}
