package io.quill.records.connector;

import com.fasterxml.jackson.core.JsonPointer;

import java.time.Duration;
import java.util.Map;

/** Way to ask a service for changed records only. */
public sealed interface IncrementalSync {
    /**
     * Changes by time: since the start of the last good run, less an overlap.
     *
     * @param since the query with {@code ${from}} in it; the bound is meant to be closed
     * @param until what is added to it for a window that has an end, with {@code ${to}}
     */
    record Since(
            Map<Template, Template> since,
            Map<Template, Template> until,
            TimeFormat times,
            Duration overlap)
            implements IncrementalSync {}

    /** Changes by an address that the last page of the last run held; it is not interpreted. */
    record Link(JsonPointer link) implements IncrementalSync {}
}
