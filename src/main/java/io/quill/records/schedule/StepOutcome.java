package io.quill.records.schedule;

import io.quill.platform.jobs.Run;

import java.util.Optional;

/** Outcome of a step. */
public sealed interface StepOutcome {
    /** It was done, well or not, as the run says. */
    record Done(Run run) implements StepOutcome {}

    /** It is being done already. */
    record Busy(Optional<Run> by) implements StepOutcome {}
}
