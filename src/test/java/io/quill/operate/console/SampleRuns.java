package io.quill.operate.console;

import io.quill.operate.console.view.RunHistory;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunState;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of each state. */
final class SampleRuns implements RunHistory {
    static final String REPLAY = "replay-20260302T161958000Z-0000000a";

    private final List<Run> runs =
            List.of(
                    run(
                            REPLAY,
                            new Job("replay", "ALOWARE, the body is no JSON object", "ops"),
                            RunState.RUNNING,
                            2,
                            Map.of("understood", 1_204L, "still dead", 12L),
                            ""),
                    run(
                            "sync-20260302T161500000Z-0000000b",
                            new Job("sync", "dim-agent", "timer"),
                            RunState.FINISHED,
                            300,
                            Map.of("joined", 1L, "left", 0L),
                            "version 14 is in force"),
                    run(
                            "sync-20260302T160000000Z-0000000c",
                            new Job("sync", "dim-shift", "ops"),
                            RunState.FAILED,
                            1200,
                            Map.of(),
                            "the payload names 3 agents that nobody knows"),
                    run(
                            "rebuild-20260302T150000000Z-0000000d",
                            new Job("rebuild", "fact-event", "ops"),
                            RunState.ABANDONED,
                            4800,
                            Map.of("rows", 86_204L),
                            "Nothing was heard of it since 15:02:10; it can be begun again."));

    private static Run run(
            String id,
            Job job,
            RunState runState,
            long ago,
            Map<String, Long> counts,
            String words) {
        Instant start = SampleConsole.NOW.minusSeconds(ago);
        return new Run(
                id,
                job,
                start,
                start,
                runState == RunState.RUNNING
                        ? Optional.empty()
                        : Optional.of(start.plusMillis(1_840 * (1 + ago % 7))),
                runState,
                counts,
                words,
                "");
    }

    @Override
    public List<Run> latest(Optional<String> kind, int most) {
        return runs.stream()
                .filter(run -> kind.stream().allMatch(run.job().kind()::equals))
                .toList();
    }

    @Override
    public Optional<Run> find(String id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst();
    }
}
