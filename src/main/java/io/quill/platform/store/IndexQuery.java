package io.quill.platform.store;

import java.util.Optional;

/**
 * Query for a page of one partition of the sparse index, in the index's order. The result is only a
 * hint.
 */
public record IndexQuery(String partition, int limit, Optional<String> after) {
    public IndexQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("A page holds one item or more, not " + limit);
        }
    }

    public static IndexQuery of(String partition, int limit) {
        return new IndexQuery(partition, limit, Optional.empty());
    }

    public IndexQuery after(String cursor) {
        return new IndexQuery(partition, limit, Optional.of(cursor));
    }
}
