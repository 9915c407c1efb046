package io.quill.push;

import java.util.List;

/** How the sink stands before anything is pushed. */
public sealed interface Standing {
    /**
     * Rows may come. The retention is the dataset's own where it tells, and what the quota has to
     * follow; the remarks say what could not be checked or is not quite as wanted.
     */
    record Ready(String dataset, Retention retention, List<String> remarks) implements Standing {
        public Ready {
            remarks = List.copyOf(remarks);
        }
    }

    /** Not now, perhaps later, without anybody doing anything. */
    record Away(String words) implements Standing {}

    /** Not until an operator has acted; the words say how. */
    record Faulty(String words) implements Standing {}
}
