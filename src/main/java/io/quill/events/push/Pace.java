package io.quill.events.push;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** When the pusher may go on, and what it waits for, in words that an operator understands. */
final class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

    private final InstantSource clock;
    private volatile Instant notBefore = Instant.MIN;
    private volatile String standing = "not started";
    private volatile boolean obstructed;

    Pace(InstantSource clock) {
        this.clock = clock;
    }

    boolean open() {
        return !clock.instant().isBefore(notBefore);
    }

    String standing() {
        return standing;
    }

    /** What stands in the way, if it is more than the quota. */
    Optional<String> obstacle() {
        return obstructed ? Optional.of(standing) : Optional.empty();
    }

    void goesOn() {
        standing = "pushes";
        obstructed = false;
    }

    /** Waits for something, and looks again whenever it pleases. */
    void says(String words) {
        standing = words;
        obstructed = true;
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
        says(words);
        notBefore = clock.instant().plus(time);
    }
}
