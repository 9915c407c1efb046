package io.quill.platform.store.dynamo;

import io.quill.platform.store.StoreException;
import io.quill.platform.time.RetryPolicy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits longer after each failure, with jitter. */
final class DynamoBackoff {
    /** How to wait. */
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    private static final RetryPolicy POLICY =
            new RetryPolicy(6, Duration.ofMillis(50), 2, Duration.ofSeconds(1), -0.5);

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
        if (POLICY.isExhausted(failures)) {
            throw fault;
        }
        try {
            pause.sleep(POLICY.pause(failures, random::nextDouble));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fault.addSuppressed(e);
            throw fault;
        }
    }
}
