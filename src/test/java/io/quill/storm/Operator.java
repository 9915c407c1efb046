package io.quill.storm;

import java.io.UncheckedIOException;
import java.time.Duration;

/** Decides each half second that what is held for a decision is sent again. */
final class Operator implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Fleet fleet;
    private final Thread thread;
    private volatile boolean over;

    Operator(Fleet fleet) {
        this.fleet = fleet;
        this.thread = Thread.ofVirtual().start(this::decide);
    }

    private void decide() {
        while (!over) {
            try {
                fleet.next().resendHeldBatches();
            } catch (UncheckedIOException _) {
                // killed just now: the batch is held still when it is back
            }
            Patience.pass(LOOK);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
