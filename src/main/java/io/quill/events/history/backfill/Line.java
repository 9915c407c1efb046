package io.quill.events.history.backfill;

import io.quill.events.FactEvent;

/** What a line of an export comes to. */
public sealed interface Line {
    int number();

    record Fact(int number, FactEvent event) implements Line {}

    /** Understood, and not counted; the reason is the one that a webhook would get. */
    record OfNoInterest(int number, String reason) implements Line {}

    /** Not understood, or something is missing that nothing will bring. */
    record Refused(int number, String reason) implements Line {}
}
