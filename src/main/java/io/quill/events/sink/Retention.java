package io.quill.events.sink;

/** What happens to the oldest rows of a table: nothing, or they go once there are 200,000. */
public enum Retention {
    NONE,
    FIFO
}
