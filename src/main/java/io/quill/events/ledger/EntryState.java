package io.quill.events.ledger;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** State of an event in the ledger. */
public enum EntryState {
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

    private static final Map<String, EntryState> WORDS =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(EntryState::word, it -> it));

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Name in an item. */
    String word() {
        return word;
    }

    static EntryState of(String word) {
        return Optional.ofNullable(WORDS.get(word))
                .orElseThrow(() -> new IllegalArgumentException("There is no state " + word));
    }
}
