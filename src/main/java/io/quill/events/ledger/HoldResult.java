package io.quill.events.ledger;

/** Result of holding an event, which is durable in any case. */
public enum HoldResult {
    /** It was not known before. */
    HELD,
    /** It is known already, and this delivery adds nothing. */
    DUPLICATE,
    /** It is known already, and this delivery brought what was missing. */
    COMPLETES
}
