package io.quill.operate.console;

import io.quill.operate.console.view.Jobs;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.State;
import io.quill.platform.jobs.Wanted;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The runs of the last days. */
final class RunJobs implements Jobs {
    private static final Duration LOOK_BACK = Duration.ofDays(8);

    private final Runs runs;
    private final InstantSource clock;

    RunJobs(Runs runs, InstantSource clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public List<Run> latest(Optional<String> kind, int most) {
        Instant now = clock.instant();
        Wanted recent = Wanted.between(now.minus(LOOK_BACK), now.plusSeconds(1), most);
        return runs.list(kind.map(recent::of).orElse(recent)).stream()
                .sorted(Comparator.comparing(run -> run.state() != State.RUNNING))
                .toList();
    }

    @Override
    public Optional<Run> find(String id) {
        return runs.find(id);
    }
}
