package io.quill.events.ledger;

/** What holding an event came to. Whichever it is, the event is durable. */
public enum Holding {
    /** It was not known before. */
    HELD,
    /** It is known already, and this delivery adds nothing. */
    DUPLICATE,
    /** It is known already, and this delivery brought what was missing. */
    COMPLETES
}
