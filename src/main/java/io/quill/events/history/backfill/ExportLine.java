package io.quill.events.history.backfill;

import io.quill.events.FactEvent;

/** Result of reading a line of an export. */
public sealed interface ExportLine {
    int number();

    record Fact(int number, FactEvent event) implements ExportLine {}

    /** Understood, and not counted; the reason is the one that a webhook would get. */
    record OfNoInterest(int number, String reason) implements ExportLine {}

    /** Line that was not understood, or lacks something that nothing will bring. */
    record Refused(int number, String reason) implements ExportLine {}
}
