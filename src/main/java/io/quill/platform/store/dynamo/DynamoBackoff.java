package io.quill.platform.store.dynamo;

import io.quill.platform.store.StoreException;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits longer after each failure, with jitter. */
final class DynamoBackoff {
    /** How to wait. */
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    private static final int MOST_ATTEMPTS = 6;
    private static final long FIRST_MILLIS = 50;
    private static final long MOST_MILLIS = 1000;

    private final RandomGenerator random;
    private final Pause pause;
    private int failures;

    DynamoBackoff(RandomGenerator random, Pause pause) {
        this.random = random;
        this.pause = pause;
    }

    /** Returns when it is time for another attempt, or throws the failure after the last one. */
    void pauseOrThrow(StoreException fault) {
        failures++;
        if (failures == MOST_ATTEMPTS) {
            throw fault;
        }
        long most = Math.min(MOST_MILLIS, FIRST_MILLIS << (failures - 1));
        try {
            pause.sleep(Duration.ofMillis(random.nextLong(most / 2, most + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fault.addSuppressed(e);
            throw fault;
        }
    }
}
