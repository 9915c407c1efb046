package io.quill.records.schedule;

import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.State;
import io.quill.records.tenant.Account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * When a step is to be done: bronze by the service's schedule, silver when bronze has landed
 * something, and core when silver has succeeded. Only what was done counts and never what was
 * planned, so that whatever Quill slept through is made up for as soon as it is awake.
 */
final class Due {
    /** Counted by a run that was not meant to pull everything. */
    static final String PARTIAL = "partial";

    /** Counts the entities of which a run has landed something. */
    static final String LANDED = "entities";

    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(15);

    private final Runs runs;
    private final InstantSource clock;

    Due(Runs runs, InstantSource clock) {
        this.runs = runs;
        this.clock = clock;
    }

    boolean bronze(Account account) {
        Instant now = clock.instant();
        Optional<Instant> scheduled = account.connector().schedule().last(now);
        Optional<Run> last = last(Step.BRONZE, account);
        if (last.isEmpty()) {
            return true;
        }
        boolean late = scheduled.filter(time -> last.get().startedAt().isBefore(time)).isPresent();
        return late || last.get().counts().containsKey(PARTIAL) || isToBeTriedAgain(last.get());
    }

    boolean silver(Account account) {
        return follows(
                last(Step.BRONZE, account).filter(Due::hasLanded), last(Step.SILVER, account));
    }

    boolean core(Account account) {
        return follows(
                last(Step.SILVER, account).filter(run -> run.state() == State.FINISHED),
                last(Step.CORE, account));
    }

    /** A list that could not be read does not hold up those that could. */
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

    private Optional<Run> last(Step step, Account account) {
        return runs.last(Steps.job(step, account, ""));
    }
}
