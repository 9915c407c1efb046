package io.quill.platform.jobs;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Run of a job, under way or ended.
 *
 * @param heartbeatAt when its doer was last heard of
 * @param counts how many of what, so far
 * @param words how it ended, or where it is
 * @param result what it found, as JSON; blank where there is nothing to tell
 */
public record Run(
        String id,
        Job job,
        Instant startedAt,
        Instant heartbeatAt,
        Optional<Instant> endedAt,
        RunState state,
        Map<String, Long> counts,
        String words,
        String result) {
    public Run {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    static Run begun(String id, Job job, Instant now) {
        return new Run(id, job, now, now, Optional.empty(), RunState.RUNNING, Map.of(), "", "");
    }

    Run ended(RunState how, Instant now, Map<String, Long> inTheEnd, String told, String found) {
        return new Run(id, job, startedAt, now, Optional.of(now), how, inTheEnd, told, found);
    }
}
