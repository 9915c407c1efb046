package io.quill.ledger;

import java.util.Locale;

/** Where an event stands on its way. */
public enum State {
    /** Something is missing that a look-up or a later delivery may bring. */
    UNRESOLVED,
    /** Complete, and waiting for a batch. */
    READY,
    /** Bound to one batch, which may be on its way. */
    BATCHED,
    /** The sink has it. */
    SETTLED,
    /** Its agent is not on the roster. */
    GATED,
    /** Looked up in vain, and due to be looked up again. */
    PARKED,
    /** Was looked up, and is of no interest. */
    IGNORED,
    /** Given up: only a person helps. */
    DEAD;

    /** As it stands in an item. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
