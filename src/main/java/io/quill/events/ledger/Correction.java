package io.quill.events.ledger;

import java.time.LocalDate;

/** Difference between a number of the books and the events. */
public record Correction(String source, LocalDate day, String column, long by) {}
