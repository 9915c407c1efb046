package io.quill.events.dimension.sync;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.Row;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The rows of one table that follow from a state; of its other rows, those that are spare go. */
public record Target(Dimension dimension, Map<String, String> rows, Predicate<String> spare) {
    /** Nothing but these. */
    public static Target exactly(Dimension dimension, Collection<? extends Row> rows) {
        return new Target(dimension, byKey(rows), _ -> true);
    }

    /** These, and whatever else is there. */
    public static Target among(Dimension dimension, Collection<? extends Row> rows) {
        return new Target(dimension, byKey(rows), _ -> false);
    }

    public static Map<String, String> byKey(Collection<? extends Row> rows) {
        Map<String, String> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.put(row.key(), row.json()));
        return byKey;
    }

    /** What each key should come to; none, where its row should go. */
    Map<String, Optional<String>> against(Map<String, String> current) {
        Map<String, Optional<String>> wanted = new LinkedHashMap<>();
        rows.forEach((key, row) -> wanted.put(key, Optional.of(row)));
        current.keySet().stream()
                .filter(key -> !rows.containsKey(key) && spare.test(key))
                .forEach(key -> wanted.put(key, Optional.empty()));
        return wanted;
    }
}
