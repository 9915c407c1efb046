package io.quill.records.landing;

/** How much of a feed a load holds, and so what follows from a record that is not in it. */
public sealed interface Extent {
    /** What changed since the cursor: what is not in it stays as it is. */
    record Changes() implements Extent {}

    /** Everything there is: what is live and not in it is deleted, if the floor is reached. */
    record Everything(Floor floor) implements Extent {}
}
