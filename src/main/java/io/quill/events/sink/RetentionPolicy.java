package io.quill.events.sink;

/** Retention of a table: all rows stay, or the oldest go once there are 200,000. */
public enum RetentionPolicy {
    NONE,
    FIFO
}
