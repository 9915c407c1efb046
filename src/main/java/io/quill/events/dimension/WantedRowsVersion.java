package io.quill.events.dimension;

/**
 * Version of a table's wanted rows, which grows when a change begins; changes that have ended are
 * counted beside it. Both are written around the rows, so that whoever reads the version before the
 * rows misses no change.
 */
public record WantedRowsVersion(long version, long ended) {
    public static final WantedRowsVersion NONE = new WantedRowsVersion(0, 0);

    /** Returns whether somebody is writing, or died while writing. */
    public boolean isBeingWritten() {
        return version != ended;
    }
}
