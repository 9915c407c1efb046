package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;

import java.time.Instant;
import java.util.Optional;

/**
 * Event as the ledger has it. The revision grows with every change, so that a move applies only to
 * the entry that was read. Entries with the earliest due time come first.
 */
public record LedgerEntry(
        EventKey key,
        EntryState state,
        long revision,
        Instant seenAt,
        String envelope,
        Optional<FactEvent> event,
        String missing,
        Optional<Long> batch,
        Optional<Instant> due,
        int tries,
        String reason,
        EntryHistory history) {}
