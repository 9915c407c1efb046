package io.quill.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Clock that a test moves. */
final class ManualClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-02T15:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
