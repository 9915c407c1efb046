package io.quill.events.ledger;

import io.quill.platform.jobs.ActiveRun;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Run;
import io.quill.platform.jobs.RunOutcome;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.jobs.RunState;
import io.quill.platform.jobs.StartResult;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.ItemKey;
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
 * that ended uncleanly. Corrections are proved by another recount.
 */
public final class BookRecount {
    public static final Job JOB = new Job("recount", "books", "timer");

    private static final Logger LOG = LoggerFactory.getLogger(BookRecount.class);
    private static final int MOST_PROOFS = 3;

    private final DataStore store;
    private final LedgerBooks ledgerBooks;
    private final RunRegistry runRegistry;
    private final Function<Recount, String> result;
    private final Schedule schedule;
    private final ProcessMarks processes;
    private boolean isWanted;
    private boolean isOpen;
    private int proofs;

    /**
     * Schedule of recounts.
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
            LedgerBooks ledgerBooks,
            RunRegistry runRegistry,
            Function<Recount, String> result,
            Schedule schedule) {
        this.store = store;
        this.ledgerBooks = ledgerBooks;
        this.runRegistry = runRegistry;
        this.result = result;
        this.schedule = schedule;
        this.processes = new ProcessMarks(store, UUID.randomUUID().toString());
    }

    /**
     * Marks this process as running, so that an end without close is noticed; call it at the start.
     */
    public synchronized void open() {
        if (!isOpen) {
            processes.heartbeat();
            isOpen = true;
        }
    }

    /**
     * Recounts if it is due; call it every minute or so. A recount that another process does is
     * left to it.
     */
    public synchronized void tick() {
        processes.heartbeat();
        isOpen = true;
        List<ItemKey> dead = processes.dead();
        isWanted = store.mayHaveMiscounted() || isWanted;
        boolean begins = isWanted || !dead.isEmpty() || schedule.isDue(lastFinished());
        if (begins && runRegistry.begin(JOB) instanceof StartResult.Begun(ActiveRun run)) {
            isWanted = true;
            boolean finished = run.execute(this::recount).state() == RunState.FINISHED;
            if (finished) {
                processes.remove(dead);
            }
            isWanted = !finished || (proofs > 0 && proofs < MOST_PROOFS);
        }
    }

    /**
     * Removes the mark of this process; call it once nothing is written any more and nothing was
     * lost.
     */
    public synchronized void close() {
        try {
            if (isOpen && !isWanted && !store.mayHaveMiscounted()) {
                processes.removeOwn();
            }
        } catch (StoreException e) {
            LOG.info(
                    "Could not record a clean end; the books are recounted after "
                            + "the next start: {}",
                    e.getMessage());
        }
    }

    private Optional<Instant> lastFinished() {
        return runRegistry
                .last(JOB)
                .filter(run -> run.state() == RunState.FINISHED)
                .map(Run::startedAt);
    }

    private RunOutcome recount(ActiveRun run) {
        Recount found = ledgerBooks.recount(run.guard(), () -> run.report("counts the events"));
        found.corrections()
                .forEach(
                        each ->
                                LOG.warn(
                                        "The recount found the books of {} on {} wrong: {} is "
                                                + "corrected by {}",
                                        each.source(),
                                        each.day(),
                                        each.column(),
                                        each.by()));
        run.count("corrections", found.corrections().size());
        run.count("skipped", found.skipped().size());
        proofs = found.corrections().isEmpty() ? 0 : proofs + 1;
        return new RunOutcome.Finished(found.words(), result.apply(found));
    }
}
