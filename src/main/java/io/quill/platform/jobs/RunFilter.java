package io.quill.platform.jobs;

import java.time.Instant;
import java.util.Optional;

/** Filter for runs: the latest first, from one instant up to before another. */
public record RunFilter(
        Optional<String> kind,
        Optional<String> name,
        Optional<RunState> state,
        Instant since,
        Instant until,
        int most) {
    public RunFilter {
        if (most < 1) {
            throw new IllegalArgumentException("One run or more can be asked for, not " + most);
        }
    }

    public static RunFilter between(Instant since, Instant until, int most) {
        return new RunFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), since, until, most);
    }

    public RunFilter ofKind(String other) {
        return new RunFilter(Optional.of(other), name, state, since, until, most);
    }

    public RunFilter named(String other) {
        return new RunFilter(kind, Optional.of(other), state, since, until, most);
    }

    public RunFilter inState(RunState other) {
        return new RunFilter(kind, name, Optional.of(other), since, until, most);
    }

    boolean matches(Run run) {
        return name.filter(each -> !each.equals(run.job().name())).isEmpty()
                && state.filter(each -> each != run.state()).isEmpty();
    }
}
