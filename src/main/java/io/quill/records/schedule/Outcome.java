package io.quill.records.schedule;

import io.quill.platform.jobs.Run;

import java.util.Optional;

/** What came of a step. */
public sealed interface Outcome {
    /** It was done, well or not, as the run says. */
    record Done(Run run) implements Outcome {}

    /** It is being done already. */
    record Busy(Optional<Run> by) implements Outcome {}
}
