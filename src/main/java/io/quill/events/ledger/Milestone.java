package io.quill.events.ledger;

import java.util.Locale;

/** Milestone of an event; if one is reached more than once, the last time is kept. */
public enum Milestone {
    /** A later delivery brought what was missing. */
    COMPLETED,
    /** A look-up brought what was missing. */
    RESOLVED,
    /** No delivery had named its agent in time, so it counts for nobody in particular. */
    UNASSIGNED,
    PARKED,
    GATED,
    /** Let in, or offered again by an operator. */
    REVIVED,
    BATCHED,
    SETTLED,
    IGNORED,
    DEAD;

    private final String attribute = name().toLowerCase(Locale.ROOT) + "At";

    /** Name of the attribute with its time. */
    String attribute() {
        return attribute;
    }
}
