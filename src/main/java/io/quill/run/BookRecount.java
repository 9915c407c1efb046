package io.quill.run;

import io.quill.ledger.Books;
import io.quill.ledger.Correction;
import io.quill.store.DataStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Recounts the books once a UTC day, and after each write whose answer was lost. */
public final class BookRecount {
    public static final Job JOB = new Job("recount", "books", "timer");

    private static final Logger LOG = LoggerFactory.getLogger(BookRecount.class);

    private final DataStore store;
    private final Books books;
    private final Runs runs;
    private final InstantSource clock;
    private boolean isWanted;

    public BookRecount(DataStore store, Books books, Runs runs, InstantSource clock) {
        this.store = store;
        this.books = books;
        this.runs = runs;
        this.clock = clock;
    }

    /** To be called every minute or so; what another process is at is left for the next time. */
    public void tick() {
        isWanted = store.mayHaveMiscounted() || isWanted;
        if ((isWanted || isDue()) && runs.begin(JOB) instanceof Start.Begun(Running run)) {
            isWanted = run.does(_ -> recount()).state() != State.FINISHED;
        }
    }

    private boolean isDue() {
        Optional<Instant> last =
                runs.last(JOB).filter(run -> run.state() == State.FINISHED).map(Run::startedAt);
        return last.map(BookRecount::day)
                .filter(day -> !day.isBefore(day(clock.instant())))
                .isEmpty();
    }

    private Ending recount() {
        List<Correction> corrections = books.recount();
        corrections.forEach(
                each ->
                        LOG.warn(
                                "The books of {} on {} were off: {} is corrected by {}",
                                each.source(),
                                each.day(),
                                each.column(),
                                each.by()));
        return new Ending.Finished(
                corrections.isEmpty()
                        ? "every account agrees with its events"
                        : corrections.size() + " corrections: " + corrections);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
