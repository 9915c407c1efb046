package io.quill.platform.store.dynamo;

import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.CounterRules;
import io.quill.platform.store.CounterSums;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Write;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Adds up counter increments and writes the sums in the background, one write at a time. What is
 * not written yet is lost with the process.
 */
final class CounterWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CounterWriter.class);

    private final SingleWrites singles;
    private final InstantSource waits;
    private final CounterSums counterSums = new CounterSums();
    private final AtomicBoolean lost = new AtomicBoolean();
    private Instant oldest = Instant.MAX;
    private boolean writing;

    /** Sums of writes, the oldest of which began at this time. */
    private record Group(List<Write.Update> sums, Instant begun) {}

    /**
     * @param waits a clock that does not go back
     */
    CounterWriter(SingleWrites singles, InstantSource waits) {
        this.singles = singles;
        this.waits = waits;
    }

    Instant now() {
        return waits.instant();
    }

    /**
     * @param begun when the write began that these follow from
     */
    synchronized void add(List<CounterIncrement> counts, Instant begun) {
        counterSums.add(counts);
        oldest = begun.isBefore(oldest) ? begun : oldest;
        if (!writing && !counterSums.isEmpty()) {
            writing = true;
            Thread.ofVirtual().name("dynamo-additions").start(this::writeAll);
        }
    }

    /** Returns whether a sum could not be added in time since the last call. */
    boolean resetLost() {
        return lost.getAndSet(false);
    }

    private void writeAll() {
        for (Group group = next(); !group.sums().isEmpty(); group = next()) {
            group.sums().forEach(this::write);
            // A recount may have taken them for missing by now, and have added them itself.
            if (group.begun().plus(CounterRules.COUNTED_WITHIN).isBefore(now())) {
                lost.set(true);
            }
        }
    }

    private synchronized Group next() {
        Group group = new Group(List.copyOf(counterSums.writes()), oldest);
        counterSums.clear();
        oldest = Instant.MAX;
        writing = !group.sums().isEmpty();
        notifyAll();
        return group;
    }

    private void write(Write.Update sum) {
        try {
            singles.write(sum);
        } catch (StoreException e) {
            lost.set(true);
            LOG.warn(
                    "Could not write the counts {}; the next recount corrects the " + "books: {}",
                    sum.changes(),
                    e.getMessage());
        }
    }

    /** Waits until everything is written. */
    @Override
    public synchronized void close() {
        boolean interrupted = false;
        while (writing) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
