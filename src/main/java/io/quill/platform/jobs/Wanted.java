package io.quill.platform.jobs;

import java.time.Instant;
import java.util.Optional;

/** Which runs are asked for: the latest first, from one instant up to before another. */
public record Wanted(
        Optional<String> kind,
        Optional<String> name,
        Optional<State> state,
        Instant since,
        Instant until,
        int most) {
    public Wanted {
        if (most < 1) {
            throw new IllegalArgumentException("One run or more can be asked for, not " + most);
        }
    }

    public static Wanted between(Instant since, Instant until, int most) {
        return new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), since, until, most);
    }

    public Wanted of(String other) {
        return new Wanted(Optional.of(other), name, state, since, until, most);
    }

    public Wanted called(String other) {
        return new Wanted(kind, Optional.of(other), state, since, until, most);
    }

    public Wanted in(State other) {
        return new Wanted(kind, name, Optional.of(other), since, until, most);
    }

    boolean includes(Run run) {
        return name.filter(each -> !each.equals(run.job().name())).isEmpty()
                && state.filter(each -> each != run.state()).isEmpty();
    }
}
