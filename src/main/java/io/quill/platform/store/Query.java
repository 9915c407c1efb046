package io.quill.platform.store;

import java.util.Optional;

/** Query for a page of one partition: items whose sort key starts with a prefix, in order. */
public record Query(
        String pk,
        String skPrefix,
        Order order,
        int limit,
        Optional<String> after,
        Consistency consistency) {

    public Query {
        if (limit < 1) {
            throw new IllegalArgumentException("A page holds one item or more, not " + limit);
        }
    }

    public enum Order {
        ASCENDING,
        DESCENDING
    }

    public static Query of(String pk) {
        return new Query(pk, "", Order.ASCENDING, 1000, Optional.empty(), Consistency.EVENTUAL);
    }

    public Query withPrefix(String prefix) {
        return new Query(pk, prefix, order, limit, after, consistency);
    }

    public Query descending() {
        return new Query(pk, skPrefix, Order.DESCENDING, limit, after, consistency);
    }

    public Query limit(int most) {
        return new Query(pk, skPrefix, order, most, after, consistency);
    }

    /** Goes on where a page ended: {@link ItemPage#next}. */
    public Query after(String cursor) {
        return new Query(pk, skPrefix, order, limit, Optional.of(cursor), consistency);
    }

    public Query consistent() {
        return new Query(pk, skPrefix, order, limit, after, Consistency.STRONG);
    }
}
