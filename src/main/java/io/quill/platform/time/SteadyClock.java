package io.quill.platform.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Clock for waits: it never goes back, but follows the system's clock where that advances by more,
 * such as after a suspension of the machine.
 */
public final class SteadyClock implements InstantSource {
    /**
     * Smaller differences are adjustments of the system's clock, which are none of its business.
     */
    private static final Duration ADJUSTMENT = Duration.ofSeconds(1);

    private final InstantSource system;
    private final LongSupplier nanos;
    private Instant now;
    private Instant elapsed;
    private Instant lastSystem;
    private long lastNanos;

    public SteadyClock(InstantSource system) {
        this(system, System::nanoTime);
    }

    SteadyClock(InstantSource system, LongSupplier nanos) {
        this.system = system;
        this.nanos = nanos;
        this.lastNanos = nanos.getAsLong();
        this.lastSystem = system.instant();
        this.now = lastSystem;
        this.elapsed = lastSystem;
    }

    @Override
    public synchronized Instant instant() {
        long nextNanos = nanos.getAsLong();
        Instant nextSystem = system.instant();
        Duration passed = Duration.ofNanos(Math.max(0, nextNanos - lastNanos));
        Duration bySystem = Duration.between(lastSystem, nextSystem);
        now = now.plus(bySystem.minus(passed).compareTo(ADJUSTMENT) > 0 ? bySystem : passed);
        elapsed = elapsed.plus(passed);
        lastNanos = nextNanos;
        lastSystem = nextSystem;
        return now;
    }

    /**
     * Returns a clock for waits that must not end too early: it does not follow the system's clock,
     * which somebody may have set forward. After a suspension such a wait goes on.
     */
    public InstantSource elapsed() {
        return this::withoutLeaps;
    }

    private synchronized Instant withoutLeaps() {
        instant();
        return elapsed;
    }
}
