package io.quill.operate.console;

import io.quill.operate.console.view.RunHistory;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunFilter;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.RunState;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs of the last days. */
final class RecentRuns implements RunHistory {
    private static final Duration LOOK_BACK = Duration.ofDays(8);

    private final RunRegistry runRegistry;
    private final InstantSource clock;

    RecentRuns(RunRegistry runRegistry, InstantSource clock) {
        this.runRegistry = runRegistry;
        this.clock = clock;
    }

    @Override
    public List<Run> latest(Optional<String> kind, int most) {
        Instant now = clock.instant();
        RunFilter recent = RunFilter.between(now.minus(LOOK_BACK), now.plusSeconds(1), most);
        return runRegistry.list(kind.map(recent::ofKind).orElse(recent)).stream()
                .sorted(Comparator.comparing(run -> run.state() != RunState.RUNNING))
                .toList();
    }

    @Override
    public Optional<Run> find(String id) {
        return runRegistry.find(id);
    }
}
