package io.quill.events;

/** Direction of a communication; a case has none. */
public enum Direction {
    INBOUND,
    OUTBOUND,
    NONE
}
