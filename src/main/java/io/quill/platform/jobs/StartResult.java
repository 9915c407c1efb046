package io.quill.platform.jobs;

import java.util.Optional;

/** Result of beginning a job. */
public sealed interface StartResult {
    record Begun(ActiveRun run) implements StartResult {}

    /** It is being done already, by the run given where that one can be made out. */
    record Busy(Optional<Run> by) implements StartResult {}
}
