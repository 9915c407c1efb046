package io.quill.events;

/** Which way a communication went; a case has none. */
public enum Direction {
    INBOUND,
    OUTBOUND,
    NONE
}
