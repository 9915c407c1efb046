package io.quill.platform.jobs;

import java.util.Optional;

/** Whether a job could begin. */
public sealed interface Start {
    record Begun(Running run) implements Start {}

    /** It is being done already, by the run given where that one can be made out. */
    record Busy(Optional<Run> by) implements Start {}
}
