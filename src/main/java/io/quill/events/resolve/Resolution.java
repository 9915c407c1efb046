package io.quill.events.resolve;

import io.quill.events.FactEvent;

/** Decision on a held event. */
sealed interface Resolution {
    record Complete(FactEvent event) implements Resolution {}

    /** The reason is in words for an operator. */
    record NotYet(String reason) implements Resolution {}

    /** The reason is a short, closed name that is counted. */
    record NeverCounts(String reason) implements Resolution {}
}
