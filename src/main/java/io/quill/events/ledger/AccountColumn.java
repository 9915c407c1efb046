package io.quill.events.ledger;

import io.quill.platform.store.Item;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Number of an account. */
enum AccountColumn {
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

    /** Columns that can be counted again, as long as no event has expired. */
    static final Set<AccountColumn> RECOUNTABLE = EnumSet.range(SETTLED, DISMISSED);

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As it stands in an item. */
    String word() {
        return word;
    }

    /**
     * Returns the column an event counts in. A dead letter that was read after all counts in none,
     * since its events do.
     */
    static Optional<AccountColumn> of(Item event) {
        return switch (EntryState.of(event.text(EntryItems.STATE).orElseThrow())) {
            case UNRESOLVED, READY, BATCHED -> Optional.of(WAITING);
            case SETTLED -> EntryItems.isFact(event) ? Optional.of(SETTLED) : Optional.empty();
            case GATED -> Optional.of(GATED);
            case PARKED -> Optional.of(PARKED);
            case IGNORED -> Optional.of(DISMISSED);
            case DEAD -> Optional.of(DEAD);
        };
    }
}
