package io.quill.events.dimension;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Update of wanted rows by key; an empty one is removed. */
record RowUpdate(Dimension dimension, Manner mode, Map<String, Optional<String>> rows) {
    enum Manner {
        REPLACE,
        ADD
    }

    /** Difference between wanted and stored rows, with the writes that remove it. */
    record Against(Difference difference, List<Write> writes) {}

    /** Returns one update a dimension. */
    static Stream<RowUpdate> of(Collection<? extends DimensionRow> rows, Manner manner) {
        Map<Dimension, Map<String, Optional<String>>> wanted = new EnumMap<>(Dimension.class);
        for (DimensionRow dimensionRow : rows) {
            Optional<String> json = Optional.of(dimensionRow.json());
            Optional<String> other =
                    wanted.computeIfAbsent(dimensionRow.dimension(), _ -> new LinkedHashMap<>())
                            .put(dimensionRow.key(), json);
            if (other != null && !other.equals(json)) {
                throw new IllegalArgumentException(
                        "Two rows of "
                                + dimensionRow.dimension().table()
                                + " have the key "
                                + dimensionRow.key());
            }
        }
        return wanted.entrySet().stream()
                .map(each -> new RowUpdate(each.getKey(), manner, each.getValue()));
    }

    static RowUpdate without(Dimension dimension, Collection<String> keys) {
        Map<String, Optional<String>> rows = new LinkedHashMap<>();
        keys.forEach(key -> rows.put(key, Optional.empty()));
        return new RowUpdate(dimension, Manner.REPLACE, rows);
    }

    Against planAgainst(Map<String, String> current) {
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        rows.forEach(
                (key, wanted) -> {
                    @Nullable String there = current.get(key);
                    if (isSatisfied(wanted, there)) {
                        return;
                    }
                    writes.add(write(key, wanted, there));
                    (there == null ? added : wanted.isEmpty() ? removed : changed).add(key);
                });
        int unchanged = rows.size() - writes.size();
        return new Against(new Difference(added, changed, removed, unchanged), writes);
    }

    private boolean isSatisfied(Optional<String> wanted, @Nullable String there) {
        boolean kept = mode == Manner.ADD && there != null;
        return kept || wanted.equals(Optional.ofNullable(there));
    }

    private Write write(String key, Optional<String> wanted, @Nullable String there) {
        Condition unmoved = there == null ? Condition.ABSENT : Condition.is(WantedRows.ROW, there);
        return wanted.<Write>map(row -> new Write.Put(item(key, row), unmoved))
                .orElseGet(() -> new Write.Delete(WantedRows.key(dimension, key), unmoved));
    }

    private Item item(String key, String row) {
        return Item.at(WantedRows.key(dimension, key).pk(), key).with(WantedRows.ROW, row).build();
    }
}
