package io.quill.events.sink;

import java.util.List;

/** Status of the sink before anything is pushed. */
public sealed interface SinkStatus {
    /**
     * Rows may come. The retention is the dataset's own where it tells, and what the quota has to
     * follow; the remarks say what could not be checked or is not quite as wanted.
     *
     * @param missing tables that nothing else needs, and that an older dataset does not have
     */
    record Ready(
            String dataset, RetentionPolicy retention, List<String> remarks, List<String> missing)
            implements SinkStatus {
        public Ready {
            remarks = List.copyOf(remarks);
            missing = List.copyOf(missing);
        }

        public Ready(String dataset, RetentionPolicy retention, List<String> remarks) {
            this(dataset, retention, remarks, List.of());
        }
    }

    /** Unavailable now; it may become ready by itself. */
    record Away(String words) implements SinkStatus {}

    /** Unusable until an operator acts; the words say how. */
    record Faulty(String words) implements SinkStatus {}
}
