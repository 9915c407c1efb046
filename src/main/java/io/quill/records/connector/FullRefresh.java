package io.quill.records.connector;

import io.quill.records.landing.DeletionThreshold;

import java.time.Duration;
import java.util.Map;

/**
 * Interval at which everything is listed, so that deletions show.
 *
 * @param since the query of a piece of it, by a time that never changes, with {@code ${from}}
 * @param until the end of that piece, with {@code ${to}}
 */
public record FullRefresh(
        Duration every,
        DeletionThreshold floor,
        Map<Template, Template> since,
        Map<Template, Template> until) {
    public FullRefresh {
        since = Map.copyOf(since);
        until = Map.copyOf(until);
    }
}
