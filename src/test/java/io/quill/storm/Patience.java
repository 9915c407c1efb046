package io.quill.storm;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, and leaves them the machine meanwhile. */
public final class Patience {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofMinutes(4);

    private Patience() {}

    /** Lets something last. */
    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        until("time passes", () -> System.nanoTime() > end);
    }

    public static void until(String what, BooleanSupplier so) {
        long end = System.nanoTime() + MOST.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come to be: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
