package io.quill.sandbox.desk;

import java.time.Instant;

/** One line of the journal; the outcome is a status, or how there was no whole answer. */
public record JournalEntry(Instant at, ServiceCall call, String outcome) {}
