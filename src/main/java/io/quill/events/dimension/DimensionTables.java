package io.quill.events.dimension;

import io.quill.events.RequiredDimensionRow;
import io.quill.platform.store.Guard;

import java.util.Collection;

/** Dimension tables of the dataset that facts are pushed to, for the one thread that pushes. */
public interface DimensionTables {
    /** Makes one step, with one request to the sink at most, and never waits. */
    TableSyncProgress advance(Guard guard);

    /** Returns whether facts that need these rows may be pushed. */
    boolean covers(Collection<RequiredDimensionRow> hints);
}
