package io.quill.rebuild;

import io.quill.ledger.Lease;
import io.quill.store.Guard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The right to push, claimed before it is taken: the pusher that has it finishes its batch, and
 * steps aside for as long as the claim is kept.
 */
public final class RightOfWay implements AutoCloseable {
    /** How long whoever pushes may take over what it is about. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration RENEWAL = Duration.ofSeconds(2);

    private final Lease precedence;
    private final Lease right;
    private final InstantSource clock;
    private final BooleanSupplier stopped;
    private final Guard claim;
    private Optional<Guard> taken = Optional.empty();
    private Instant renewedAt;

    private RightOfWay(Leases leases, InstantSource clock, BooleanSupplier stopped, Guard claim) {
        this.precedence = leases.precedence();
        this.right = leases.right();
        this.clock = clock;
        this.stopped = stopped;
        this.claim = claim;
        this.renewedAt = clock.instant();
    }

    /** What there is to have: the right to come first, and the right to push. */
    public record Leases(Lease precedence, Lease right) {}

    /**
     * Empty while another has claimed it.
     *
     * @param stopped whether it is to be given up
     */
    public static Optional<RightOfWay> claim(
            Leases leases, InstantSource clock, BooleanSupplier stopped) {
        return leases.precedence()
                .hold()
                .map(claim -> new RightOfWay(leases, clock, stopped, claim));
    }

    /** Waits for its turn; empty when that takes too long, or is not wanted any more. */
    public Optional<Guard> take(Rebuild.Pause pause) throws InterruptedException {
        Instant end = clock.instant().plus(PATIENCE);
        taken = right.hold();
        while (taken.isEmpty() && isClaimed() && clock.instant().isBefore(end)) {
            pause.of(LOOK);
            taken = right.hold();
        }
        return taken;
    }

    /** Whether it is still there, and is wanted; what is kept, is kept on. */
    public boolean holds() {
        if (clock.instant().isBefore(renewedAt.plus(RENEWAL))) {
            return !stopped.getAsBoolean();
        }
        renewedAt = clock.instant();
        return isClaimed() && taken.filter(right::keep).isPresent();
    }

    private boolean isClaimed() {
        return !stopped.getAsBoolean() && precedence.keep(claim);
    }

    @Override
    public void close() {
        taken.ifPresent(right::release);
        precedence.release(claim);
    }
}
