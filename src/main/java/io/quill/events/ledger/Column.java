package io.quill.events.ledger;

import io.quill.platform.store.Item;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The numbers of an account. */
enum Column {
    RECEIVED,
    DUPLICATES,
    /** Of no interest at first sight, so that nothing was held. */
    IGNORED,
    SETTLED,
    WAITING,
    GATED,
    PARKED,
    DEAD,
    /** Of no interest once it was looked up. */
    DISMISSED;

    /** Those that can be counted again, as long as no event has expired. */
    static final Set<Column> OF_EVENTS = EnumSet.range(SETTLED, DISMISSED);

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As it stands in an item. */
    String word() {
        return word;
    }

    /**
     * Where an event is counted. A dead letter that was read after all is counted nowhere any more:
     * the events that it was made of are.
     */
    static Optional<Column> of(Item event) {
        return switch (State.of(event.text(EntryItems.STATE).orElseThrow())) {
            case UNRESOLVED, READY, BATCHED -> Optional.of(WAITING);
            case SETTLED -> EntryItems.isFact(event) ? Optional.of(SETTLED) : Optional.empty();
            case GATED -> Optional.of(GATED);
            case PARKED -> Optional.of(PARKED);
            case IGNORED -> Optional.of(DISMISSED);
            case DEAD -> Optional.of(DEAD);
        };
    }
}
