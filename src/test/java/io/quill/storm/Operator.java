package io.quill.storm;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides each half second that what is held for a decision is sent again. Whatever else happens to
 * it than that nobody listens, ends the scene.
 */
final class Operator implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final AtomicInteger rulings = new AtomicInteger();
    private volatile boolean over;

    /** In a scene that asks nobody. */
    static Operator nobody() {
        return new Operator();
    }

    static Operator of(Fleet fleet) {
        Operator operator = new Operator();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                operator.decide(fleet);
                            } catch (RuntimeException | Error e) {
                                operator.failed.completeExceptionally(e);
                            }
                        });
        return operator;
    }

    private void decide(Fleet fleet) {
        while (!over) {
            try {
                rulings.addAndGet(fleet.next().resendHeldBatches());
            } catch (UncheckedIOException _) {
                // killed just now: the batch is held still when it is back
            }
            Patience.pass(LOOK);
        }
    }

    /** Ends only with what went wrong. */
    CompletableFuture<Void> failed() {
        return failed;
    }

    /** How many batches were decided about. */
    int rulings() {
        return rulings.get();
    }

    @Override
    public void close() {
        over = true;
    }
}
