package io.quill.events;

import java.time.LocalDate;

/** A dimension row that a fact needs before it is pushed. */
public sealed interface DimHint {
    record Agent(String agentId) implements DimHint {}

    record Date(LocalDate date) implements DimHint {}
}
