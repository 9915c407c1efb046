package io.quill.platform.jobs;

import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A run that is under way here. Its counts reach the store every few seconds; with them it is heard
 * of, and keeps the right to its job.
 */
public final class Running {
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final DataStore store;
    private final InstantSource clock;
    private final Lease lease;
    private final Guard guard;
    private final Run begun;
    private final Consumer<Running> ended;
    private final Map<String, Long> counts = new TreeMap<>();
    private String words = "";
    private Instant beatAt;
    private boolean lost;

    Running(
            DataStore store,
            InstantSource clock,
            Lease lease,
            Guard guard,
            Run begun,
            Consumer<Running> ended) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
        this.guard = guard;
        this.begun = begun;
        this.ended = ended;
        this.beatAt = begun.startedAt();
    }

    public String id() {
        return begun.id();
    }

    public Job job() {
        return begun.job();
    }

    /** What is written under it is written only while this run has the right to its job. */
    public Guard guard() {
        return guard;
    }

    /** So many more of these; throws {@link RunLost} when another has taken over the job. */
    public synchronized void count(String what, long more) {
        counts.merge(what, more, Long::sum);
        mayGoOn();
    }

    /** Where it is; throws {@link RunLost} when another has taken over the job. */
    public synchronized void says(String where) {
        words = where;
        mayGoOn();
    }

    private void mayGoOn() {
        if (!lost && !clock.instant().isBefore(beatAt.plus(BEAT))) {
            beat();
        }
        if (lost) {
            throw new RunLost(id());
        }
    }

    /** Is heard of. */
    synchronized void beat() {
        Instant now = clock.instant();
        Optional<Guard> kept = lease.hold();
        lost =
                kept.filter(guard::equals).isEmpty()
                        || store.write(RunItems.beat(id(), now, counts, words))
                                instanceof WriteResult.Refused;
        beatAt = now;
    }

    /** Does the work and records how it ended, faults included, which are then thrown on. */
    public Run does(Work work) {
        try {
            return end(work.in(this));
        } catch (RuntimeException e) {
            end(new Ending.Failed(told(e)));
            throw e;
        }
    }

    private static String told(RuntimeException fault) {
        String message = fault.getMessage();
        return message == null ? fault.getClass().getSimpleName() : message;
    }

    /** As it is told from now on; a run that was given up meanwhile stays abandoned. */
    public synchronized Run end(Ending ending) {
        Instant now = clock.instant();
        Run run =
                switch (ending) {
                    case Ending.Finished(String told, String result) ->
                            begun.ended(State.FINISHED, now, counts, told, result);
                    case Ending.Failed(String why, String result) ->
                            begun.ended(State.FAILED, now, counts, why, result);
                };
        Write end = RunItems.end(run, now.plus(Runs.MEMORY), RunItems.stillRuns());
        WriteResult written = store.write(end);
        lease.release(guard);
        ended.accept(this);
        return switch (written) {
            case WriteResult.Applied _ -> run;
            case WriteResult.Refused(Optional<Item> other) -> other.map(RunItems::run).orElse(run);
        };
    }
}
