package io.quill.events.dimension.roster;

/** Admission of an agent's facts. */
public enum Admission {
    ADMITTED,
    STRANGER,
    /** There has been no roster yet: wait. */
    UNKNOWN_YET
}
