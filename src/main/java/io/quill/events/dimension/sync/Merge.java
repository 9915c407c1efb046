package io.quill.events.dimension.sync;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a payload makes of the state it comes to. */
public sealed interface Merge {
    /** Another state. */
    record Next(JsonNode state, String label, Optional<LocalDate> due, List<String> remarks)
            implements Merge {
        public Next {
            remarks = List.copyOf(remarks);
        }

        public static Next of(JsonNode state, String label) {
            return new Next(state, label, Optional.empty(), List.of());
        }
    }

    /** The same state. */
    record Same() implements Merge {}

    /** It is not taken. */
    record Refused(String words) implements Merge {}
}
