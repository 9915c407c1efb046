package io.quill.events.dimension;

/** Dimension tables, in the order in which facts need them. */
public enum Dimension {
    METRIC("DimMetric"),
    DATE("DimDate"),
    AGENT("DimAgent"),
    GOAL("DimGoal"),
    SHIFT("DimShift");

    private final String table;

    Dimension(String table) {
        this.table = table;
    }

    public String table() {
        return table;
    }
}
