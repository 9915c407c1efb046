package io.quill.sandbox.nexudus;

import java.util.List;

/**
 * Choices about the behaviour of the stand-in.
 *
 * @param deepestPage a later one is answered 403
 * @param tokenSeconds how long a token lives
 * @param mostPerMinute requests, above which the answer is 429; 0 for any number
 * @param retryAfterSeconds what is said with a 429; below zero nothing is said
 * @param forbidden the roles that the user does not have
 * @param latencyMillis before each answer
 */
public record NexudusSwitches(
        int deepestPage,
        long tokenSeconds,
        int mostPerMinute,
        long retryAfterSeconds,
        List<String> forbidden,
        long latencyMillis) {
    /** Behaviour as it was seen. */
    public static final NexudusSwitches SEEN = new NexudusSwitches(57, 20_159, 0, 15, List.of(), 0);

    public NexudusSwitches {
        forbidden = List.copyOf(forbidden);
    }
}
