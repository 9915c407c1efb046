package io.quill.events.resolve;

import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.source.hubspot.ObjectKey;

import java.time.Instant;
import java.util.Optional;

/** Moves entries in the ledger as decided, and counts the moves. */
final class ResolutionApplier {
    private static final String NOBODY_NAMED = "no delivery has named its agent";

    private final Ledger ledger;
    private final LookupSchedule lookupSchedule;
    private final Instant now;
    private int made;

    ResolutionApplier(Ledger ledger, LookupSchedule lookupSchedule, Instant now) {
        this.ledger = ledger;
        this.lookupSchedule = lookupSchedule;
        this.now = now;
    }

    int made() {
        return made;
    }

    void apply(LedgerEntry ledgerEntry, Resolution resolution) {
        count(
                switch (resolution) {
                    case Resolution.Complete(var event) -> ledger.resolve(ledgerEntry, event);
                    case Resolution.NeverCounts(String reason) ->
                            ledger.dismiss(ledgerEntry, reason);
                    case Resolution.NotYet(String reason) ->
                            parkOrGiveUp(
                                    ledgerEntry,
                                    reason,
                                    lookupSchedule.nextLookup(ledgerEntry.seenAt(), now));
                });
    }

    /**
     * Handles an entry that HubSpot cannot be asked about: it is parked until a later delivery
     * completes it.
     */
    void handleUnaskable(LedgerEntry ledgerEntry) {
        count(
                ledgerEntry.key().source().equals(ObjectKey.SOURCE)
                        ? ledger.markDead(ledgerEntry, "HubSpot has no objects of such an id")
                        : awaitAgent(ledgerEntry));
    }

    private boolean awaitAgent(LedgerEntry ledgerEntry) {
        Optional<Instant> end = lookupSchedule.unassignedAt(ledgerEntry.seenAt());
        boolean isOver = end.isPresent() && !now.isBefore(end.get());
        return isOver
                ? ledger.markUnassigned(ledgerEntry)
                : end.map(due -> ledger.park(ledgerEntry, NOBODY_NAMED, due))
                        .orElseGet(
                                () ->
                                        parkOrGiveUp(
                                                ledgerEntry,
                                                NOBODY_NAMED,
                                                lookupSchedule.deadline(ledgerEntry.seenAt())));
    }

    /** Returns whether the entry was parked for longer than today's settings say. */
    boolean waitsTooLong(LedgerEntry ledgerEntry) {
        return !ledgerEntry.key().source().equals(ObjectKey.SOURCE)
                && lookupSchedule
                        .unassignedAt(ledgerEntry.seenAt())
                        .filter(end -> ledgerEntry.due().filter(end::isBefore).isPresent())
                        .isPresent();
    }

    private boolean parkOrGiveUp(LedgerEntry ledgerEntry, String reason, Instant due) {
        return lookupSchedule.isExpired(ledgerEntry.seenAt(), now)
                ? ledger.markDead(
                        ledgerEntry, "given up after " + lookupSchedule.words() + ": " + reason)
                : ledger.park(ledgerEntry, reason, due);
    }

    private void count(boolean moved) {
        made += moved ? 1 : 0;
    }
}
