package io.quill.records.schedule;

import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.RunState;
import io.quill.records.tenant.ServiceAccount;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides when a step is due: bronze by the service's schedule, silver after bronze, core after
 * silver. Only runs that happened count, so that missed times are made up for.
 */
final class StepSchedule {
    /** Count in a run that did not pull everything. */
    static final String PARTIAL = "partial";

    /** Count of the entities of which a run landed something. */
    static final String LANDED = "entities";

    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(15);

    private final RunRegistry runRegistry;
    private final InstantSource clock;

    StepSchedule(RunRegistry runRegistry, InstantSource clock) {
        this.runRegistry = runRegistry;
        this.clock = clock;
    }

    boolean bronze(ServiceAccount serviceAccount) {
        Instant now = clock.instant();
        Optional<Instant> scheduled = serviceAccount.connector().schedule().last(now);
        Optional<Run> last = last(PipelineStep.BRONZE, serviceAccount);
        if (last.isEmpty()) {
            return true;
        }
        boolean late = scheduled.filter(time -> last.get().startedAt().isBefore(time)).isPresent();
        return late || last.get().counts().containsKey(PARTIAL) || isToBeTriedAgain(last.get());
    }

    boolean silver(ServiceAccount serviceAccount) {
        return follows(
                last(PipelineStep.BRONZE, serviceAccount).filter(StepSchedule::hasLanded),
                last(PipelineStep.SILVER, serviceAccount));
    }

    boolean core(ServiceAccount serviceAccount) {
        return follows(
                last(PipelineStep.SILVER, serviceAccount)
                        .filter(run -> run.state() == RunState.FINISHED),
                last(PipelineStep.CORE, serviceAccount));
    }

    /** Returns whether a run of bronze landed anything, even if some lists failed. */
    static boolean hasLanded(Run bronze) {
        return switch (bronze.state()) {
            case FINISHED -> true;
            case FAILED -> bronze.counts().getOrDefault(LANDED, 0L) > 0;
            case RUNNING, ABANDONED -> false;
        };
    }

    private boolean follows(Optional<Run> before, Optional<Run> after) {
        if (before.isEmpty()) {
            return false;
        }
        Instant done = before.get().endedAt().orElseThrow();
        return after.map(run -> run.startedAt().isBefore(done) || isToBeTriedAgain(run))
                .orElse(true);
    }

    private boolean isToBeTriedAgain(Run run) {
        return switch (run.state()) {
            case RUNNING, FINISHED -> false;
            case FAILED, ABANDONED ->
                    run.endedAt()
                            .filter(end -> !end.plus(AFTER_A_FAILURE).isAfter(clock.instant()))
                            .isPresent();
        };
    }

    private Optional<Run> last(PipelineStep pipelineStep, ServiceAccount serviceAccount) {
        return runRegistry.last(StepRunner.job(pipelineStep, serviceAccount, ""));
    }
}
