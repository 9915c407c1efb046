package io.quill.events.sink;

/**
 * What came of using a batch's number up without its rows, so that a post of it which is still
 * under way is refused.
 */
public sealed interface Revocation {
    /** The batch was not taken, and never will be. */
    record Revoked() implements Revocation {}

    /** The number was used before: by the batch, by an earlier revocation, or by a stranger. */
    record UsedBefore(String words) implements Revocation {}

    /** The sink takes requests, and has no numbers that could be used up so. */
    record Unsupported(String why) implements Revocation {}

    /** The sink takes no requests now; where it did not answer, the number may be used. */
    record Failed(PushResult result) implements Revocation {}
}
