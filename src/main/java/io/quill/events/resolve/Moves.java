package io.quill.events.resolve;

import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Ledger;
import io.quill.events.source.hubspot.ObjectKey;

import java.time.Instant;
import java.util.Optional;

/** Makes of each decision its move in the ledger, and counts those that were made. */
final class Moves {
    private static final String NOBODY_NAMED = "no delivery has named its agent";

    private final Ledger ledger;
    private final Patience patience;
    private final Instant now;
    private int made;

    Moves(Ledger ledger, Patience patience, Instant now) {
        this.ledger = ledger;
        this.patience = patience;
        this.now = now;
    }

    int made() {
        return made;
    }

    void make(Entry entry, Decision decision) {
        count(
                switch (decision) {
                    case Decision.Complete(var event) -> ledger.resolve(entry, event);
                    case Decision.NeverCounts(String reason) -> ledger.dismiss(entry, reason);
                    case Decision.NotYet(String reason) ->
                            later(entry, reason, patience.next(entry.seenAt(), now));
                });
    }

    /**
     * Only a later delivery helps what HubSpot cannot be asked about; set aside, it stands in
     * nobody's way.
     */
    void unaskable(Entry entry) {
        count(
                entry.key().source().equals(ObjectKey.SOURCE)
                        ? ledger.bury(entry, "HubSpot has no objects of such an id")
                        : agentless(entry));
    }

    private boolean agentless(Entry entry) {
        Optional<Instant> end = patience.unassignedAt(entry.seenAt());
        boolean isOver = end.isPresent() && !now.isBefore(end.get());
        return isOver
                ? ledger.unassign(entry)
                : end.map(due -> ledger.park(entry, NOBODY_NAMED, due))
                        .orElseGet(() -> later(entry, NOBODY_NAMED, patience.end(entry.seenAt())));
    }

    /** Whether it was set aside for longer than it is to wait now. */
    boolean waitsTooLong(Entry entry) {
        return !entry.key().source().equals(ObjectKey.SOURCE)
                && patience.unassignedAt(entry.seenAt())
                        .filter(end -> entry.due().filter(end::isBefore).isPresent())
                        .isPresent();
    }

    private boolean later(Entry entry, String reason, Instant due) {
        return patience.isOver(entry.seenAt(), now)
                ? ledger.bury(entry, "given up after " + patience.words() + ": " + reason)
                : ledger.park(entry, reason, due);
    }

    private void count(boolean moved) {
        made += moved ? 1 : 0;
    }
}
