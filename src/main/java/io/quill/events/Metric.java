package io.quill.events;

/** Metric that agents are measured by; the names are the keys of DimMetric. */
public enum Metric {
    CALLS,
    TEXTS,
    EMAILS,
    CASES
}
