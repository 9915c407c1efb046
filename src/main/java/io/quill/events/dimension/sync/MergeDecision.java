package io.quill.events.dimension.sync;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Decision about a payload: a new state, the same state, or a refusal. */
public sealed interface MergeDecision {
    /** Another state. */
    record Next(JsonNode state, String label, Optional<LocalDate> due, List<String> remarks)
            implements MergeDecision {
        public Next {
            remarks = List.copyOf(remarks);
        }

        public static Next of(JsonNode state, String label) {
            return new Next(state, label, Optional.empty(), List.of());
        }
    }

    /** The same state. */
    record Same() implements MergeDecision {}

    /** It is not taken. */
    record Refused(String words) implements MergeDecision {}
}
