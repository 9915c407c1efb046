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
 * Run under way in this process. Its counts are written every few seconds, which also renews its
 * right to the job.
 */
public final class ActiveRun {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final DataStore store;
    private final InstantSource clock;
    private final Lease lease;
    private final Guard guard;
    private final Run begun;
    private final Consumer<ActiveRun> ended;
    private final Map<String, Long> counts = new TreeMap<>();
    private String words = "";
    private Instant heartbeatAt;
    private boolean lost;

    ActiveRun(
            DataStore store,
            InstantSource clock,
            Lease lease,
            Guard guard,
            Run begun,
            Consumer<ActiveRun> ended) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
        this.guard = guard;
        this.begun = begun;
        this.ended = ended;
        this.heartbeatAt = begun.startedAt();
    }

    public String id() {
        return begun.id();
    }

    public Job job() {
        return begun.job();
    }

    /** Guard under which writes succeed only while this run has the right to its job. */
    public Guard guard() {
        return guard;
    }

    /** Adds to a count; throws RunLost when another process has taken over the job. */
    public synchronized void count(String what, long more) {
        counts.merge(what, more, Long::sum);
        requireOwnership();
    }

    /** Reports the progress; throws RunLost when another process has taken over the job. */
    public synchronized void report(String where) {
        words = where;
        requireOwnership();
    }

    private void requireOwnership() {
        if (!lost && !clock.instant().isBefore(heartbeatAt.plus(HEARTBEAT))) {
            heartbeat();
        }
        if (lost) {
            throw new RunLostException(id());
        }
    }

    /** Sends a heartbeat. */
    synchronized void heartbeat() {
        Instant now = clock.instant();
        Optional<Guard> kept = lease.acquire();
        lost =
                kept.filter(guard::equals).isEmpty()
                        || store.write(RunItems.heartbeat(id(), now, counts, words))
                                instanceof WriteResult.Refused;
        heartbeatAt = now;
    }

    /** Does the work and records its outcome; an exception is recorded and thrown on. */
    public Run execute(JobWork jobWork) {
        try {
            return end(jobWork.run(this));
        } catch (RuntimeException e) {
            end(new RunOutcome.Failed(messageOf(e)));
            throw e;
        }
    }

    private static String messageOf(RuntimeException fault) {
        String message = fault.getMessage();
        return message == null ? fault.getClass().getSimpleName() : message;
    }

    /** Ends the run; one that was abandoned meanwhile stays so. */
    public synchronized Run end(RunOutcome runOutcome) {
        Instant now = clock.instant();
        Run run =
                switch (runOutcome) {
                    case RunOutcome.Finished(String told, String result) ->
                            begun.ended(RunState.FINISHED, now, counts, told, result);
                    case RunOutcome.Failed(String why, String result) ->
                            begun.ended(RunState.FAILED, now, counts, why, result);
                };
        Write end = RunItems.end(run, now.plus(RunRegistry.RETENTION), RunItems.stillRuns());
        WriteResult written = store.write(end);
        lease.release(guard);
        ended.accept(this);
        return switch (written) {
            case WriteResult.Applied _ -> run;
            case WriteResult.Refused(Optional<Item> other) -> other.map(RunItems::run).orElse(run);
        };
    }
}
