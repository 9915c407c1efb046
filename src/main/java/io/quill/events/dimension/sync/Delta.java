package io.quill.events.dimension.sync;

import java.util.List;

/** Difference between two sets of rows: all of it counted, the first of it listed. */
public record Delta(Counts counts, List<RowChange> changes) {
    /** Changes listed at most. */
    public static final int MOST_SHOWN = 500;

    /** Numbers of new, changed, removed and unchanged rows. */
    public record Counts(int added, int changed, int removed, int unchanged) {}

    public Delta {
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return counts.added() + counts.changed() + counts.removed() == 0;
    }
}
