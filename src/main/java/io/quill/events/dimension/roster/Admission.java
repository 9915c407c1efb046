package io.quill.events.dimension.roster;

/** Whether an agent's facts are counted. */
public enum Admission {
    ADMITTED,
    STRANGER,
    /** There has been no roster yet: wait. */
    UNKNOWN_YET
}
