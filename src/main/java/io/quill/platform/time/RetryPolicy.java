package io.quill.platform.time;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Policy of retries: how often something is tried, and how long the pauses between become.
 *
 * @param tries how often it is tried, the first time included
 * @param first how long the first pause is
 * @param growth how many times as long each further pause is
 * @param most how long a pause becomes
 * @param jitter share by which chance lengthens a pause, or shortens it if negative, so that those
 *     who were turned away together do not come back together
 */
public record RetryPolicy(int tries, Duration first, int growth, Duration most, double jitter) {
    /** Returns a policy whose pauses double, without jitter. */
    public static RetryPolicy doubling(int tries, Duration first, Duration most) {
        return new RetryPolicy(tries, first, 2, most, 0);
    }

    public boolean isExhausted(int failures) {
        return failures >= tries;
    }

    /** Returns the pause after so many failures. */
    public Duration pause(int failures) {
        return pause(failures, () -> 0);
    }

    /**
     * Returns the pause after so many failures.
     *
     * @param chance from 0 to 1
     */
    public Duration pause(int failures, DoubleSupplier chance) {
        double grown = (double) first.toMillis() * Math.pow(growth, Math.max(0, failures - 1));
        double millis = Math.min(grown, (double) most.toMillis());
        return Duration.ofMillis((long) (millis * (1 + jitter * chance.getAsDouble())));
    }
}
