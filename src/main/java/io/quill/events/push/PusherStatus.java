package io.quill.events.push;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Status of the pusher: whether it may run now, and what it waits for, in words for an operator.
 */
final class PusherStatus {
    private static final Logger LOG = LoggerFactory.getLogger(PusherStatus.class);

    private final InstantSource clock;
    private volatile Instant notBefore = Instant.MIN;
    private volatile String status = "not started";
    private volatile boolean obstructed;

    PusherStatus(InstantSource clock) {
        this.clock = clock;
    }

    boolean mayRun() {
        return !clock.instant().isBefore(notBefore);
    }

    String status() {
        return status;
    }

    /** Returns what stops the pusher, if it is more than the quota. */
    Optional<String> obstacle() {
        return obstructed ? Optional.of(status) : Optional.empty();
    }

    void setPushing() {
        status = "pushes";
        obstructed = false;
    }

    /** Sets what the pusher waits for, without a pause. */
    void setWaiting(String words) {
        status = words;
        obstructed = true;
    }

    void waitUntil(Instant time) {
        notBefore = time;
    }

    void reset() {
        notBefore = Instant.MIN;
    }

    /** Pauses for a reason that is logged once. */
    void pause(Duration time, String words) {
        if (!words.equals(status)) {
            LOG.warn("Pushing waits: {}", words);
        }
        setWaiting(words);
        notBefore = clock.instant().plus(time);
    }
}
