package io.quill.events.dimension.sync;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.DimensionRow;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Target rows of one table, which follow from a state; other rows are removed if they are
 * removable.
 */
public record TargetRows(
        Dimension dimension, Map<String, String> rows, Predicate<String> removable) {
    /** Returns a target of these rows and no others. */
    public static TargetRows exactly(Dimension dimension, Collection<? extends DimensionRow> rows) {
        return new TargetRows(dimension, byKey(rows), _ -> true);
    }

    /** Returns a target of these rows that leaves all others. */
    public static TargetRows including(
            Dimension dimension, Collection<? extends DimensionRow> rows) {
        return new TargetRows(dimension, byKey(rows), _ -> false);
    }

    public static Map<String, String> byKey(Collection<? extends DimensionRow> rows) {
        Map<String, String> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(row.key(), row.json()));
        return byKey;
    }

    /** Returns the row that each key should have; empty where it should be removed. */
    Map<String, Optional<String>> compareWith(Map<String, String> current) {
        Map<String, Optional<String>> wanted = new LinkedHashMap<>();
        rows.forEach((key, row) -> wanted.put(key, Optional.of(row)));
        current.keySet().stream()
                .filter(key -> !rows.containsKey(key) && removable.test(key))
                .forEach(key -> wanted.put(key, Optional.empty()));
        return wanted;
    }
}
