package io.quill.events.dimension;

/** A row of a dimension table. */
public sealed interface Row permits AgentRow, DateRow, GoalRow, MetricRow, ShiftRow {
    Dimension dimension();

    /** What it may be there once by, folded as the model folds it: see {@link Cell#key}. */
    String key();

    /** The row as one JSON object; the same row always gives the same text. */
    String json();
}
