package io.quill.events.dimension;

/** Row of a dimension table. */
public sealed interface DimensionRow permits AgentRow, DateRow, GoalRow, MetricRow, ShiftRow {
    Dimension dimension();

    /** Returns the key that must be unique in the table, folded as the model folds it. */
    String key();

    /** Returns the row as one JSON object; the same row always gives the same text. */
    String json();
}
