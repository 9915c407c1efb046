package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;

import java.time.Instant;
import java.util.Optional;

/**
 * An event as the ledger has it. The revision changes with every change, so whoever acts on an
 * entry acts only while it is still this one. What is due at a time is looked at then; the sooner,
 * the earlier in line.
 */
public record Entry(
        EventKey key,
        State state,
        long revision,
        Instant seenAt,
        String envelope,
        Optional<FactEvent> event,
        String missing,
        Optional<Long> batch,
        Optional<Instant> due,
        int tries,
        String reason,
        Past past) {}
