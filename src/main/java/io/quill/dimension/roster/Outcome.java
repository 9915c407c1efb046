package io.quill.dimension.roster;

import io.quill.dimension.Difference;

import java.util.List;

/** What taking over a roster came to. */
public sealed interface Outcome {
    record Synced(long version, List<String> joined, List<String> left, Difference rows)
            implements Outcome {
        public Synced {
            joined = List.copyOf(joined);
            left = List.copyOf(left);
        }
    }

    /** Too much would change for that to be likely; it can be forced. */
    record Refused(String words) implements Outcome {}

    /** Another sync was faster; nothing is lost, and the next one sees what it left. */
    record Overtaken() implements Outcome {}
}
