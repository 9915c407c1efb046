package io.quill.records.connector;

import java.time.Duration;
import java.util.Map;

/**
 * Reads again, by their ids, records that may have changed without a word.
 *
 * @param open which ones those are
 * @param query with {@code ${ids}} in it, where some ids stand with commas between them
 * @param atOnce how many stand there
 * @param every how often it is done
 */
public record Refetch(Parents open, Map<Template, Template> query, int atOnce, Duration every) {
    static final String IDS = "ids";

    public Refetch {
        query = Map.copyOf(query);
    }
}
