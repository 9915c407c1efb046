package io.quill.events.ledger;

import java.time.LocalDate;

/** By how much a number of the books differed from what there is. */
public record Correction(String source, LocalDate day, String column, long by) {}
