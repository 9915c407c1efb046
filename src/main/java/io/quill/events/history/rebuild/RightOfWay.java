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
 * The right to push, claimed before it is taken: the pusher that has it finishes its batch, and
 * steps aside for as long as the claim is kept. Whoever dies with it is followed soon.
 */
public final class RightOfWay implements AutoCloseable {
    /** How long it is kept by itself, and how often it wants to be renewed. */
    public static final Duration TERM = Duration.ofSeconds(8);

    public static final Duration RENEWAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(RightOfWay.class);

    /** How long whoever pushes may take over what it is about. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Lease precedence;
    private final Lease right;
    private final InstantSource clock;
    private final Guard claim;
    private volatile Optional<Guard> taken = Optional.empty();
    private volatile Instant until;

    private RightOfWay(Leases leases, InstantSource clock, Guard claim) {
        this.precedence = leases.precedence();
        this.right = leases.right();
        this.clock = clock;
        this.claim = claim;
        this.until = clock.instant().plus(TERM);
    }

    /** What there is to have for {@link #TERM}: the right to come first, and the right to push. */
    public record Leases(Lease precedence, Lease right) {}

    /** Empty while another has claimed it. */
    public static Optional<RightOfWay> claim(Leases leases, InstantSource clock) {
        return leases.precedence().hold().map(claim -> new RightOfWay(leases, clock, claim));
    }

    /** Waits for its turn; empty when that takes too long, or the claim is lost meanwhile. */
    public Optional<Guard> take(Rebuild.Pause pause) throws InterruptedException {
        Instant end = clock.instant().plus(PATIENCE);
        taken = right.hold();
        while (taken.isEmpty() && holds() && clock.instant().isBefore(end)) {
            pause.of(LOOK);
            taken = right.hold();
        }
        return taken;
    }

    /** To be called every few seconds, beside whatever is done with it. */
    public void renew() {
        if (!holds()) {
            return;
        }
        Instant next = clock.instant().plus(TERM);
        try {
            until = precedence.keep(claim) && keepRight() ? next : Instant.MIN;
        } catch (StoreException e) {
            LOG.warn("The right to push is renewed again soon: {}", e.getMessage());
        }
    }

    private boolean keepRight() {
        return taken.isEmpty() || taken.filter(right::keep).isPresent();
    }

    /** Whether it is still there; once it is lost it stays so. */
    public boolean holds() {
        return clock.instant().isBefore(until);
    }

    @Override
    public void close() {
        taken.ifPresent(right::release);
        precedence.release(claim);
    }
}
