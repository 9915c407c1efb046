package io.quill.events.resolve;

import io.quill.events.FactEvent;

/** What is to become of a held event. */
sealed interface Decision {
    record Complete(FactEvent event) implements Decision {}

    /** The reason is in words for an operator. */
    record NotYet(String reason) implements Decision {}

    /** The reason is a short, closed name that is counted. */
    record NeverCounts(String reason) implements Decision {}
}
