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
    /** Ignored entries, of which nothing was held. */
    IGNORED,
    SETTLED,
    WAITING,
    GATED,
    PARKED,
    DEAD,
    /** Events ignored after they were looked up. */
    DISMISSED;

    /** Columns that can be counted again, as long as no event has expired. */
    static final Set<AccountColumn> RECOUNTABLE = EnumSet.range(SETTLED, DISMISSED);

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Name in an item. */
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
