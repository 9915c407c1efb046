package io.quill.push;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When the pusher may go on, and what it waits for, in words that an operator understands. */
final class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

    private final InstantSource clock;
    private volatile Instant notBefore = Instant.MIN;
    private volatile String standing = "not started";

    Pace(InstantSource clock) {
        this.clock = clock;
    }

    boolean open() {
        return !clock.instant().isBefore(notBefore);
    }

    String standing() {
        return standing;
    }

    /** Going on, or waiting for nothing but the quota. */
    void says(String words) {
        standing = words;
    }

    void until(Instant time) {
        notBefore = time;
    }

    void reset() {
        notBefore = Instant.MIN;
    }

    /** Something is in the way: told once, and tried again later. */
    void pause(Duration time, String words) {
        if (!words.equals(standing)) {
            LOG.warn("Pushing waits: {}", words);
        }
        standing = words;
        notBefore = clock.instant().plus(time);
    }
}
