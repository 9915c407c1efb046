package io.quill.dimension.sync;

import java.util.List;

/** What lies between two sets of rows: all of it counted, and the first of it shown. */
public record Delta(int added, int changed, int removed, int unchanged, List<RowChange> changes) {
    /** More than anybody reads. */
    public static final int MOST_SHOWN = 500;

    public static final Delta NONE = new Delta(0, 0, 0, 0, List.of());

    public Delta {
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return added + changed + removed == 0;
    }
}
