package io.quill.events.sink;

/**
 * Result of using up a batch's number without its rows, so that a post of it still under way is
 * refused.
 */
public sealed interface RevocationResult {
    /** The batch was not taken, and never will be. */
    record Revoked() implements RevocationResult {}

    /** The number was used before: by the batch, by an earlier revocation, or by a stranger. */
    record UsedBefore(String words) implements RevocationResult {}

    /** The sink takes requests, and has no numbers that could be used up so. */
    record Unsupported(String why) implements RevocationResult {}

    /** The sink takes no requests now; where it did not answer, the number may be used. */
    record Failed(PushResult result) implements RevocationResult {}
}
