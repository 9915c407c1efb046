package io.quill.events;

/** What an agent is measured by; the names are the keys of DimMetric. */
public enum Metric {
    CALLS,
    TEXTS,
    EMAILS,
    CASES
}
