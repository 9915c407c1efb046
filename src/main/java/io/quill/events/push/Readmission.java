package io.quill.events.push;

import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.events.ledger.State;
import io.quill.platform.store.Guard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets gated facts flow once their agents are let in. They may be many, so they are only gone
 * through after the roster has changed.
 */
public final class Readmission {
    private static final Logger LOG = LoggerFactory.getLogger(Readmission.class);

    /** So long a fact may still be gated by the roster that was, or not show in the index yet. */
    private static final Duration AFTERMATH = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final Ledger ledger;
    private final Gatekeeper gatekeeper;
    private final Supplier<String> roster;
    private final InstantSource clock;
    private Optional<String> seen = Optional.empty();
    private Instant seenAt = Instant.MIN;

    /**
     * @param roster another text for each other roster
     */
    public Readmission(
            Outbox outbox,
            Ledger ledger,
            Gatekeeper gatekeeper,
            Supplier<String> roster,
            InstantSource clock) {
        this.outbox = outbox;
        this.ledger = ledger;
        this.gatekeeper = gatekeeper;
        this.roster = roster;
        this.clock = clock;
    }

    /** Under the pusher's lease, for nobody else gates. */
    public void look(Guard guard) {
        Optional<String> now = Optional.of(roster.get());
        if (!now.equals(seen)) {
            seen = now;
            seenAt = clock.instant();
        }
        if (clock.instant().isBefore(seenAt.plus(AFTERMATH))) {
            letIn(ledger.under(guard));
        }
    }

    private void letIn(Ledger held) {
        int[] revived = new int[1];
        outbox.forEach(
                State.GATED,
                entry -> {
                    if (isAdmitted(entry) && held.revive(entry)) {
                        revived[0]++;
                    }
                });
        if (revived[0] > 0) {
            LOG.info("{} gated facts flow, because their agents are let in", revived[0]);
        }
    }

    private boolean isAdmitted(Entry entry) {
        return entry.event()
                .filter(fact -> gatekeeper.admission(fact.agentId()) == Admission.ADMITTED)
                .isPresent();
    }
}
