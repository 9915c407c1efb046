package io.quill.storm;

/** What has to become of an event that was acknowledged. */
enum Fate {
    /** It is in the dataset. */
    COUNTED,
    /** Its row is refused, so it is a dead letter. */
    SET_ASIDE,
    /** It waits for its owner. */
    PARKED,
    /** It was looked up, and does not count. */
    IGNORED
}
