package io.quill.records.landing;

/** Scope of a load: changes only, or everything, so that a missing record counts as deleted. */
public sealed interface LoadScope {
    /** Changes since the cursor: records that are not in it stay as they are. */
    record Changes() implements LoadScope {}

    /** Everything there is: what is live and not in it is deleted, if the floor is reached. */
    record Everything(DeletionThreshold floor) implements LoadScope {}
}
