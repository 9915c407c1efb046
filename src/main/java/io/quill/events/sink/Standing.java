package io.quill.events.sink;

import java.util.List;

/** How the sink stands before anything is pushed. */
public sealed interface Standing {
    /**
     * Rows may come. The retention is the dataset's own where it tells, and what the quota has to
     * follow; the remarks say what could not be checked or is not quite as wanted.
     *
     * @param missing tables that nothing else needs, and that an older dataset does not have
     */
    record Ready(String dataset, Retention retention, List<String> remarks, List<String> missing)
            implements Standing {
        public Ready {
            remarks = List.copyOf(remarks);
            missing = List.copyOf(missing);
        }

        public Ready(String dataset, Retention retention, List<String> remarks) {
            this(dataset, retention, remarks, List.of());
        }
    }

    /** Not now, perhaps later, without anybody doing anything. */
    record Away(String words) implements Standing {}

    /** Not until an operator has acted; the words say how. */
    record Faulty(String words) implements Standing {}
}
