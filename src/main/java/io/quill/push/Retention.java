package io.quill.push;

/** What happens to the oldest rows of a table: nothing, or they go once there are 200,000. */
public enum Retention {
    NONE,
    FIFO
}
