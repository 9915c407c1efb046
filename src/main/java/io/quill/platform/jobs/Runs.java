package io.quill.platform.jobs;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.Page;
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
 * Begins jobs, remembers how each came out, and buries those whose doer fell silent. {@link #beat}
 * and {@link #reap} want to be called every few seconds.
 */
public final class Runs {
    /** How long it is remembered how a job came out. */
    static final Duration MEMORY = Duration.ofDays(400);

    /** How long a doer may be silent before its job is free for another. */
    static final Duration TERM = Duration.ofSeconds(30);

    private static final String THIS_PROCESS = UUID.randomUUID().toString();
    private static final int MOST_RUNNING = 1000;

    private final DataStore store;
    private final InstantSource clock;
    private final Supplier<String> marks;
    private final String process;
    private final Listing listing;
    private final Set<Running> here = ConcurrentHashMap.newKeySet();

    public Runs(DataStore store, InstantSource clock) {
        this(store, clock, Runs::mark, THIS_PROCESS);
    }

    Runs(DataStore store, InstantSource clock, Supplier<String> marks, String process) {
        this.store = store;
        this.clock = clock;
        this.marks = marks;
        this.process = process;
        this.listing = new Listing(store);
    }

    /** Tells runs apart that began in the same millisecond. */
    private static String mark() {
        return "%08x".formatted(ThreadLocalRandom.current().nextInt());
    }

    /** Begins a job, unless it is being done already, here or by another replica. */
    public Start begin(Job job) {
        Lease lease = new Lease(store, clock, job.lease(), TERM);
        Optional<Guard> guard = lease.hold();
        if (guard.isEmpty()) {
            return new Start.Busy(last(job));
        }
        last(job).filter(run -> run.state() == State.RUNNING).ifPresent(this::bury);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Run run = Run.begun(RunItems.id(job, now, marks.get()), job, now);
        store.write(Write.insert(RunItems.item(run, process)));
        store.write(new Write.Put(RunItems.last(run), Condition.NONE));
        Running running = new Running(store, clock, lease, guard.get(), run, here::remove);
        here.add(running);
        return new Start.Begun(running);
    }

    public Optional<Run> find(String id) {
        return listing.find(id);
    }

    /** The last run of a job, whoever asked for it. */
    public Optional<Run> last(Job job) {
        return listing.last(job);
    }

    /** The last run of every job there ever was. */
    public List<Run> last() {
        return listing.last();
    }

    /** The latest first. */
    public List<Run> list(Wanted wanted) {
        return listing.list(wanted);
    }

    /** What runs here is heard of. */
    public void beat() {
        here.forEach(Running::beat);
    }

    /** Buries what nobody was heard of for too long; returns those that were abandoned. */
    public List<Run> reap() {
        List<Run> buried = new ArrayList<>();
        Optional<Page> page = Optional.of(store.index(running()));
        while (page.isPresent()) {
            for (Item item : page.get().items()) {
                if (isSilent(item) && bury(item)) {
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

    /** Where nobody else can be writing, what another process did is what a dead one did. */
    private boolean isSilent(Item item) {
        boolean dead =
                store.exclusive() && item.text(RunItems.PROCESS).filter(process::equals).isEmpty();
        return dead
                || RunItems.beatAt(item)
                        .filter(beat -> beat.plus(TERM).isBefore(clock.instant()))
                        .isPresent();
    }

    private void bury(Run run) {
        RunItems.key(run.id())
                .flatMap(key -> store.get(key, Consistency.STRONG))
                .ifPresent(this::bury);
    }

    /** Of two that bury it one does; one that was heard of meanwhile is left alone. */
    private boolean bury(Item item) {
        if (RunItems.beatAt(item).isEmpty()) {
            return false;
        }
        Run run = RunItems.run(item);
        Instant now = clock.instant();
        String words = "Nothing was heard of it since " + run.beatAt() + "; it can be begun again.";
        Run abandoned = run.ended(State.ABANDONED, now, run.counts(), words, run.result());
        Write end = RunItems.end(abandoned, now.plus(MEMORY), RunItems.silentSince(item));
        return store.write(end) instanceof WriteResult.Applied;
    }
}
