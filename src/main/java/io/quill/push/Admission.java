package io.quill.push;

/** What the roster says of an agent. */
public enum Admission {
    ADMITTED,
    STRANGER,
    /** There is no roster yet: whoever decided now would decide wrongly. */
    UNKNOWN_YET
}
