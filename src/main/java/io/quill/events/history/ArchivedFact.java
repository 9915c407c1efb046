package io.quill.events.history;

import io.quill.events.FactEvent;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Fact from the archive.
 *
 * @param day the business date that it was pushed with
 * @param dataset where it was pushed to
 */
public record ArchivedFact(FactEvent event, LocalDate day, String dataset, Instant settledAt) {}
