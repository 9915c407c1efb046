package io.quill.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that can be put forward. */
final class AdjustableClock implements InstantSource {
    private final InstantSource base;
    private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);

    AdjustableClock(InstantSource base) {
        this.base = base;
    }

    void advance(Duration time) {
        shift.accumulateAndGet(time, Duration::plus);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(shift.get());
    }
}
