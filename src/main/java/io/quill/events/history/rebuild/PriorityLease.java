package io.quill.events.history.rebuild;

import io.quill.platform.jobs.Lease;
import io.quill.platform.store.Guard;
import io.quill.platform.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Exclusive right to push that takes precedence: once claimed, the current pusher finishes its
 * batch and gives way for as long as the claim is kept. If its holder dies, it ends soon.
 */
public final class PriorityLease implements AutoCloseable {
    /** Time for which the right lasts without a renewal. */
    public static final Duration TERM = Duration.ofSeconds(8);

    public static final Duration RENEWAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(PriorityLease.class);

    /** Most time that the current pusher may take to finish its batch. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final Lease precedence;
    private final Lease right;
    private final InstantSource clock;
    private final Guard claim;
    private volatile Optional<Guard> taken = Optional.empty();
    private volatile Instant until;

    private PriorityLease(Leases leases, InstantSource clock, Guard claim) {
        this.precedence = leases.precedence();
        this.right = leases.right();
        this.clock = clock;
        this.claim = claim;
        this.until = clock.instant().plus(TERM);
    }

    /** Leases held for {@link #TERM}: the right to come first, and the right to push. */
    public record Leases(Lease precedence, Lease right) {}

    /** Empty while another has claimed it. */
    public static Optional<PriorityLease> claim(Leases leases, InstantSource clock) {
        return leases.precedence().acquire().map(claim -> new PriorityLease(leases, clock, claim));
    }

    /**
     * Waits for the right to push; empty if that takes too long, or the claim is lost meanwhile.
     */
    public Optional<Guard> acquire(Rebuild.Pause pause) throws InterruptedException {
        Instant end = clock.instant().plus(MAX_WAIT);
        taken = right.acquire();
        while (taken.isEmpty() && isHeld() && clock.instant().isBefore(end)) {
            pause.of(POLL_INTERVAL);
            taken = right.acquire();
        }
        return taken;
    }

    /** Renews claim and right; call it every few seconds. */
    public void renew() {
        if (!isHeld()) {
            return;
        }
        Instant next = clock.instant().plus(TERM);
        try {
            until = precedence.extend(claim) && extendRight() ? next : Instant.MIN;
        } catch (StoreException e) {
            LOG.warn("Could not renew the rebuild's lease; Quill tries again: {}", e.getMessage());
        }
    }

    private boolean extendRight() {
        return taken.isEmpty() || taken.filter(right::extend).isPresent();
    }

    /** Returns whether the claim is held; once lost it stays lost. */
    public boolean isHeld() {
        return clock.instant().isBefore(until);
    }

    @Override
    public void close() {
        taken.ifPresent(right::release);
        precedence.release(claim);
    }
}
