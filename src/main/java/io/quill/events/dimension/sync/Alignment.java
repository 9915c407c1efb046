package io.quill.events.dimension.sync;

import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.platform.store.Guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Compares targets with the wanted rows, and has the wanted rows follow. */
record Alignment(WantedRows wanted) {
    void bring(List<Target> targets, Supplier<Guard> right) {
        for (Target target : targets) {
            Map<String, String> current = wanted.rows(target.dimension());
            wanted.bring(target.dimension(), target.against(current), right);
        }
    }

    Delta compare(List<Target> targets) {
        Tally tally = new Tally();
        for (Target target : targets) {
            Map<String, String> current = wanted.rows(target.dimension());
            target.against(current)
                    .forEach(
                            (key, after) ->
                                    tally.add(
                                            target.dimension(),
                                            key,
                                            Optional.ofNullable(current.get(key)),
                                            after));
        }
        return tally.delta();
    }

    /** Of two states' targets; both name the same tables in the same order. */
    static Delta between(List<Target> before, List<Target> after) {
        Tally tally = new Tally();
        for (int i = 0; i < after.size(); i++) {
            Target left = before.get(i);
            Target right = after.get(i);
            Target all = new Target(right.dimension(), right.rows(), _ -> true);
            all.against(left.rows())
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
