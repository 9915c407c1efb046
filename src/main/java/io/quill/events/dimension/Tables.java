package io.quill.events.dimension;

import io.quill.events.DimHint;
import io.quill.platform.store.Guard;

import java.util.Collection;

/** The dimension tables where the facts are pushed to. For the one thread that pushes. */
public interface Tables {
    /** Makes one step, with one request to the far side at most, and never waits. */
    Step advance(Guard guard);

    /** Whether facts that need these rows may be pushed. */
    boolean covers(Collection<DimHint> hints);
}
