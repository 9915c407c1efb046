package io.quill.records.connector;

import com.fasterxml.jackson.core.JsonPointer;

import java.time.Duration;
import java.util.Map;

/** How a service is asked for what has changed. */
public sealed interface Change {
    /**
     * By the time of the last change: since the start of the last good run, less an overlap.
     *
     * @param since the query with {@code ${from}} in it; the bound is meant to be closed
     * @param until what is added to it for a window that has an end, with {@code ${to}}
     */
    record Since(
            Map<Template, Template> since,
            Map<Template, Template> until,
            Times times,
            Duration overlap)
            implements Change {}

    /** By an address that the last page of the last run held; it is not to be understood. */
    record Link(JsonPointer link) implements Change {}
}
