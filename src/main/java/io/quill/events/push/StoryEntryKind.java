package io.quill.events.push;

/** Kind of a story entry. */
public enum StoryEntryKind {
    /** It came in an envelope, and was held. */
    RECEIVED,
    /** A later delivery brought what was missing. */
    COMPLETED,
    /** A look-up brought what was missing. */
    RESOLVED,
    /** Nobody was named in time, so it counts for the agent of facts that nobody took. */
    UNASSIGNED,
    /** Its agent was named when it had gone out; a rebuild counts it so. */
    NAMED_LATE,
    PARKED,
    GATED,
    /** Let in, or offered again by an operator. */
    REVIVED,
    BATCHED,
    /** Fixed: the batch's contents no longer change, and it is posted. */
    FIXED,
    /** The sink said yes. */
    PUSHED,
    /** The sink said neither yes nor no. */
    DOUBTED,
    /** An operator is to decide. */
    HELD,
    /** An operator has decided. */
    RULED,
    /** Offered again, in another batch. */
    RELEASED,
    SETTLED,
    /** Its facts are kept for good. */
    ARCHIVED,
    IGNORED,
    DEAD
}
