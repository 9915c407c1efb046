package io.quill.records.connector;

import io.quill.records.landing.Floor;

import java.time.Duration;
import java.util.Map;

/**
 * How often everything is listed, so that deletions show.
 *
 * @param since the query of a piece of it, by a time that never changes, with {@code ${from}}
 * @param until the end of that piece, with {@code ${to}}
 */
public record Completeness(
        Duration every, Floor floor, Map<Template, Template> since, Map<Template, Template> until) {
    public Completeness {
        since = Map.copyOf(since);
        until = Map.copyOf(until);
    }
}
