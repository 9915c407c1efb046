package io.quill.store.dynamo;

import io.quill.store.Count;
import io.quill.store.StoreException;
import io.quill.store.Sums;
import io.quill.store.Write;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Adds up what is counted, and writes the sums beside whoever counts: one write at a time, so that
 * the busier it gets the more each of them carries. What is not written yet is lost with the
 * process.
 */
final class Additions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Additions.class);

    private final SingleWrites singles;
    private final Sums sums = new Sums();
    private final AtomicBoolean lost = new AtomicBoolean();
    private boolean writing;

    Additions(SingleWrites singles) {
        this.singles = singles;
    }

    synchronized void add(List<Count> counts) {
        sums.add(counts);
        if (!writing && !sums.isEmpty()) {
            writing = true;
            Thread.ofVirtual().name("dynamo-additions").start(this::writeAll);
        }
    }

    /** Whether a sum could not be added since this was asked last. */
    boolean takeLost() {
        return lost.getAndSet(false);
    }

    private void writeAll() {
        for (List<Write.Update> some = next(); !some.isEmpty(); some = next()) {
            some.forEach(this::write);
        }
    }

    private synchronized List<Write.Update> next() {
        List<Write.Update> some = new ArrayList<>(sums.writes());
        sums.clear();
        writing = !some.isEmpty();
        notifyAll();
        return some;
    }

    private void write(Write.Update sum) {
        try {
            singles.write(sum);
        } catch (StoreException e) {
            lost.set(true);
            LOG.warn("{} is not counted until it is recounted: {}", sum.changes(), e.getMessage());
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
