package io.quill.events.ledger;

import io.quill.platform.jobs.Ending;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.Running;
import io.quill.platform.jobs.Runs;
import io.quill.platform.jobs.Start;
import io.quill.platform.jobs.State;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Key;
import io.quill.platform.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Recounts the books once a period, after each write whose answer was lost, and after a process
 * that ended uncleanly. What it corrects is proved by another recount.
 */
public final class BookRecount {
    public static final Job JOB = new Job("recount", "books", "timer");

    private static final Logger LOG = LoggerFactory.getLogger(BookRecount.class);
    private static final int MOST_PROOFS = 3;

    private final DataStore store;
    private final Books books;
    private final Runs runs;
    private final Function<Recount, String> result;
    private final Schedule schedule;
    private final OpenProcesses processes;
    private boolean isWanted;
    private boolean isOpen;
    private int proofs;

    /**
     * When recounts are due.
     *
     * @param every counted from midnight of a day in 1970, so that a day begins at midnight
     */
    public record Schedule(Optional<Duration> every, InstantSource clock) {
        private boolean isDue(Optional<Instant> last) {
            return every.filter(
                            period ->
                                    last.filter(
                                                    then ->
                                                            number(period, then)
                                                                    >= number(
                                                                            period,
                                                                            clock.instant()))
                                            .isEmpty())
                    .isPresent();
        }

        private static long number(Duration period, Instant at) {
            return Math.floorDiv(at.getEpochSecond(), period.toSeconds());
        }
    }

    /**
     * @param result what a run keeps of a recount, as JSON
     */
    public BookRecount(
            DataStore store,
            Books books,
            Runs runs,
            Function<Recount, String> result,
            Schedule schedule) {
        this.store = store;
        this.books = books;
        this.runs = runs;
        this.result = result;
        this.schedule = schedule;
        this.processes = new OpenProcesses(store, UUID.randomUUID().toString());
    }

    /** To be called at the start: from now on an end without {@link #close} is noticed. */
    public synchronized void open() {
        if (!isOpen) {
            processes.beat();
            isOpen = true;
        }
    }

    /** To be called every minute or so; what another process is at is left for the next time. */
    public synchronized void tick() {
        processes.beat();
        isOpen = true;
        List<Key> dead = processes.dead();
        isWanted = store.mayHaveMiscounted() || isWanted;
        boolean begins = isWanted || !dead.isEmpty() || schedule.isDue(lastFinished());
        if (begins && runs.begin(JOB) instanceof Start.Begun(Running run)) {
            isWanted = true;
            boolean finished = run.does(this::recount).state() == State.FINISHED;
            if (finished) {
                processes.forget(dead);
            }
            isWanted = !finished || (proofs > 0 && proofs < MOST_PROOFS);
        }
    }

    /** To be called once nothing is written any more, in an end that loses nothing. */
    public synchronized void close() {
        try {
            if (isOpen && !isWanted && !store.mayHaveMiscounted()) {
                processes.leave();
            }
        } catch (StoreException e) {
            LOG.info("The books are recounted after the next start: {}", e.getMessage());
        }
    }

    private Optional<Instant> lastFinished() {
        return runs.last(JOB).filter(run -> run.state() == State.FINISHED).map(Run::startedAt);
    }

    private Ending recount(Running run) {
        Recount found = books.recount(run.guard(), () -> run.says("counts the events"));
        found.corrections()
                .forEach(
                        each ->
                                LOG.warn(
                                        "The books of {} on {} were off: {} is corrected by {}",
                                        each.source(),
                                        each.day(),
                                        each.column(),
                                        each.by()));
        run.count("corrections", found.corrections().size());
        run.count("skipped", found.skipped().size());
        proofs = found.corrections().isEmpty() ? 0 : proofs + 1;
        return new Ending.Finished(found.words(), result.apply(found));
    }
}
