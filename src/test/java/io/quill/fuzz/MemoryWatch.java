package io.quill.fuzz;

import io.quill.storm.Footprint;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures the memory of a process from time to time, and once more in the end. */
final class MemoryWatch implements AutoCloseable {
    private static final long EVERY_SECONDS = 10;

    private final Footprint footprint;
    private final List<Footprint.Step> steps;
    private final long begun = System.nanoTime();
    private final Thread thread;

    MemoryWatch(Footprint footprint, List<Footprint.Step> steps) {
        this.footprint = footprint;
        this.steps = steps;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(EVERY_SECONDS);
                measure();
            }
        } catch (InterruptedException _) {
            // nobody asks any more
        }
    }

    private synchronized void measure() {
        try {
            steps.add(footprint.taken(Duration.ofNanos(System.nanoTime() - begun)));
        } catch (IOException _) {
            // there is no process: its end is told elsewhere
        }
    }

    /** Measures once more, and no more after that. */
    void stop() {
        if (thread.isAlive()) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            measure();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
