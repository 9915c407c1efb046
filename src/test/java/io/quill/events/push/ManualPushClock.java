package io.quill.events.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that moves only by hand. */
final class ManualPushClock implements InstantSource {
    private Instant now = Instant.parse("2026-03-02T09:00:00.123Z");

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    void advanceTo(Instant then) {
        now = then.isAfter(now) ? then : now;
    }
}
