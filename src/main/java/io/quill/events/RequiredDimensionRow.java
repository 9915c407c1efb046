package io.quill.events;

import java.time.LocalDate;

/** Dimension row that must exist before a fact is pushed. */
public sealed interface RequiredDimensionRow {
    record Agent(String agentId) implements RequiredDimensionRow {}

    record Date(LocalDate date) implements RequiredDimensionRow {}
}
