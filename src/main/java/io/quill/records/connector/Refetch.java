package io.quill.records.connector;

import java.time.Duration;
import java.util.Map;

/**
 * Rule for reading records again by their ids, since they may change without notice.
 *
 * @param selection which ones those are
 * @param query with {@code ${ids}} in it, where some ids stand with commas between them
 * @param atOnce how many stand there
 * @param every how often it is done
 */
public record Refetch(
        RecordSelection selection, Map<Template, Template> query, int atOnce, Duration every) {
    static final String IDS = "ids";

    public Refetch {
        query = Map.copyOf(query);
    }
}
