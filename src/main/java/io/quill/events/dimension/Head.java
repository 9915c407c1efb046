package io.quill.events.dimension;

/**
 * How far a table's wanted rows are: the version grows when a change begins, and how many have
 * ended is counted beside it. Both are written around the rows, so whoever reads the rows after the
 * head either has a change in them or will see another head.
 */
public record Head(long version, long ended) {
    public static final Head NONE = new Head(0, 0);

    /** Somebody is writing, or died while writing. */
    public boolean isOpen() {
        return version != ended;
    }
}
