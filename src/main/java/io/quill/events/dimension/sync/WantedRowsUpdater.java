package io.quill.events.dimension.sync;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.platform.store.Guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Compares target rows with the wanted rows, and updates these. */
record WantedRowsUpdater(WantedRows wanted) {
    void apply(List<TargetRows> targets, Supplier<Guard> right) {
        for (TargetRows targetRows : targets) {
            Map<String, String> current = wanted.rows(targetRows.dimension());
            wanted.putOrRemove(targetRows.dimension(), targetRows.compareWith(current), right);
        }
    }

    Delta compare(List<TargetRows> targets) {
        Tally tally = new Tally();
        for (TargetRows targetRows : targets) {
            Map<String, String> current = wanted.rows(targetRows.dimension());
            targetRows
                    .compareWith(current)
                    .forEach(
                            (key, after) ->
                                    tally.add(
                                            targetRows.dimension(),
                                            key,
                                            Optional.ofNullable(current.get(key)),
                                            after));
        }
        return tally.delta();
    }

    /** Compares the targets of two states, which name the same tables in the same order. */
    static Delta between(List<TargetRows> before, List<TargetRows> after) {
        Tally tally = new Tally();
        for (int i = 0; i < after.size(); i++) {
            TargetRows left = before.get(i);
            TargetRows right = after.get(i);
            TargetRows all = new TargetRows(right.dimension(), right.rows(), _ -> true);
            all.compareWith(left.rows())
                    .forEach(
                            (key, row) ->
                                    tally.add(
                                            right.dimension(),
                                            key,
                                            Optional.ofNullable(left.rows().get(key)),
                                            row));
        }
        return tally.delta();
    }

    private static final class Tally {
        private final List<RowChange> changes = new ArrayList<>();
        private int added;
        private int changed;
        private int removed;
        private int unchanged;

        void add(Dimension dimension, String key, Optional<String> before, Optional<String> after) {
            if (before.equals(after)) {
                unchanged++;
                return;
            }
            if (before.isEmpty()) {
                added++;
            } else if (after.isEmpty()) {
                removed++;
            } else {
                changed++;
            }
            if (changes.size() < Delta.MOST_SHOWN) {
                changes.add(new RowChange(dimension, key, before, after));
            }
        }

        Delta delta() {
            return new Delta(new Delta.Counts(added, changed, removed, unchanged), changes);
        }
    }
}
