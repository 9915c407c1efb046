package io.quill.platform.jobs;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Begins jobs, records their outcomes, and abandons runs that fell silent. Heartbeat and
 * abandonSilent must be called every few seconds.
 */
public final class RunRegistry {
    /** Time for which the outcome of a job is kept. */
    static final Duration RETENTION = Duration.ofDays(400);

    /** Time without a heartbeat after which a job is free for another process. */
    static final Duration LEASE_TERM = Duration.ofSeconds(30);

    private static final String THIS_PROCESS = UUID.randomUUID().toString();
    private static final int MOST_RUNNING = 1000;

    private final DataStore store;
    private final InstantSource clock;
    private final Supplier<String> marks;
    private final String process;
    private final RunQueries runQueries;
    private final Set<ActiveRun> active = ConcurrentHashMap.newKeySet();

    public RunRegistry(DataStore store, InstantSource clock) {
        this(store, clock, RunRegistry::mark, THIS_PROCESS);
    }

    RunRegistry(DataStore store, InstantSource clock, Supplier<String> marks, String process) {
        this.store = store;
        this.clock = clock;
        this.marks = marks;
        this.process = process;
        this.runQueries = new RunQueries(store);
    }

    /** Tells runs apart that began in the same millisecond. */
    private static String mark() {
        return "%08x".formatted(ThreadLocalRandom.current().nextInt());
    }

    /** Begins a job, unless it is being done already, here or by another replica. */
    public StartResult begin(Job job) {
        Lease lease = new Lease(store, clock, job.lease(), LEASE_TERM);
        Optional<Guard> guard = lease.acquire();
        if (guard.isEmpty()) {
            return new StartResult.Busy(last(job));
        }
        last(job).filter(run -> run.state() == RunState.RUNNING).ifPresent(this::abandon);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Run run = Run.begun(RunItems.id(job, now, marks.get()), job, now);
        store.write(Write.insert(RunItems.item(run, process)));
        store.write(new Write.Put(RunItems.last(run), Condition.NONE));
        ActiveRun activeRun = new ActiveRun(store, clock, lease, guard.get(), run, active::remove);
        active.add(activeRun);
        return new StartResult.Begun(activeRun);
    }

    public Optional<Run> find(String id) {
        return runQueries.find(id);
    }

    /** The last run of a job, whoever asked for it. */
    public Optional<Run> last(Job job) {
        return runQueries.last(job);
    }

    /** The last run of every job there ever was. */
    public List<Run> last() {
        return runQueries.last();
    }

    /** Lists runs, the latest first. */
    public List<Run> list(RunFilter runFilter) {
        return runQueries.list(runFilter);
    }

    /** Sends a heartbeat for every run of this process. */
    public void heartbeat() {
        active.forEach(ActiveRun::heartbeat);
    }

    /** Abandons runs that were silent for too long, and returns them. */
    public List<Run> abandonSilent() {
        List<Run> buried = new ArrayList<>();
        Optional<ItemPage> page = Optional.of(store.index(running()));
        while (page.isPresent()) {
            for (Item item : page.get().items()) {
                if (isSilent(item) && abandon(item)) {
                    buried.add(RunItems.run(item));
                }
            }
            page = page.get().next().map(cursor -> store.index(running().after(cursor)));
        }
        return buried;
    }

    private static IndexQuery running() {
        return IndexQuery.of(RunItems.RUNNING, MOST_RUNNING);
    }

    /**
     * Returns whether a run was silent for too long; where no other process can write, a run of
     * another process is dead.
     */
    private boolean isSilent(Item item) {
        boolean dead =
                store.isExclusive()
                        && item.text(RunItems.PROCESS).filter(process::equals).isEmpty();
        return dead
                || RunItems.heartbeatAt(item)
                        .filter(beat -> beat.plus(LEASE_TERM).isBefore(clock.instant()))
                        .isPresent();
    }

    private void abandon(Run run) {
        RunItems.key(run.id())
                .flatMap(itemKey -> store.get(itemKey, Consistency.STRONG))
                .ifPresent(this::abandon);
    }

    /**
     * Marks a run as abandoned; of two processes one does it, and a run with a new heartbeat is
     * left alone.
     */
    private boolean abandon(Item item) {
        if (RunItems.heartbeatAt(item).isEmpty()) {
            return false;
        }
        Run run = RunItems.run(item);
        Instant now = clock.instant();
        String words =
                "Nothing was heard of it since " + run.heartbeatAt() + "; it can be begun again.";
        Run abandoned = run.ended(RunState.ABANDONED, now, run.counts(), words, run.result());
        Write end = RunItems.end(abandoned, now.plus(RETENTION), RunItems.silentSince(item));
        return store.write(end) instanceof WriteResult.Applied;
    }
}
