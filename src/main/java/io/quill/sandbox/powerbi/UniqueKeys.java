package io.quill.sandbox.powerbi;

import io.quill.sandbox.dax.DaxEngine;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of a column on the one side of a relationship, where each should be there once. */
final class UniqueKeys {
    private final int place;
    private final Map<Optional<Object>, Integer> counts = new HashMap<>();
    private int doubled;

    UniqueKeys(int place) {
        this.place = place;
    }

    /** The first of these rows whose key is there already, or twice among them. */
    Optional<Object> clash(List<@Nullable Object[]> rows) {
        Set<Optional<Object>> fresh = new HashSet<>();
        for (@Nullable Object[] row : rows) {
            Optional<Object> key = DaxEngine.key(row[place]);
            if (counts.containsKey(key) || !fresh.add(key)) {
                return Optional.of(row[place] == null ? "" : row[place]);
            }
        }
        return Optional.empty();
    }

    void add(List<@Nullable Object[]> rows) {
        for (@Nullable Object[] row : rows) {
            if (counts.merge(DaxEngine.key(row[place]), 1, Integer::sum) == 2) {
                doubled++;
            }
        }
    }

    void remove(@Nullable Object[] row) {
        Optional<Object> key = DaxEngine.key(row[place]);
        int left = counts.merge(key, -1, Integer::sum);
        if (left == 1) {
            doubled--;
        }
        if (left == 0) {
            counts.remove(key);
        }
    }

    void clear() {
        counts.clear();
        doubled = 0;
    }

    boolean hasDoubled() {
        return doubled > 0;
    }
}
