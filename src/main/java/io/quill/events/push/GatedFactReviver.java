package io.quill.events.push;

import io.quill.events.dimension.roster.Admission;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.platform.store.Guard;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Offers gated facts again once their agents are admitted. There may be many, so they are read only
 * after the roster has changed.
 */
public final class GatedFactReviver {
    private static final Logger LOG = LoggerFactory.getLogger(GatedFactReviver.class);

    /** Time for which facts may still be gated by the roster before, or be missing in the index. */
    private static final Duration REPEAT_FOR = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final Ledger ledger;
    private final AdmissionPolicy admissionPolicy;
    private final Supplier<String> roster;
    private final InstantSource clock;
    private Optional<String> seen = Optional.empty();
    private Instant seenAt = Instant.MIN;

    /**
     * @param roster another text for each other roster
     */
    public GatedFactReviver(
            Outbox outbox,
            Ledger ledger,
            AdmissionPolicy admissionPolicy,
            Supplier<String> roster,
            InstantSource clock) {
        this.outbox = outbox;
        this.ledger = ledger;
        this.admissionPolicy = admissionPolicy;
        this.roster = roster;
        this.clock = clock;
    }

    /**
     * Revives admitted facts after a change of the roster, under the pusher's lease, since nobody
     * else gates.
     */
    public void run(Guard guard) {
        Optional<String> now = Optional.of(roster.get());
        if (!now.equals(seen)) {
            seen = now;
            seenAt = clock.instant();
        }
        if (clock.instant().isBefore(seenAt.plus(REPEAT_FOR))) {
            reviveAdmitted(ledger.guardedBy(guard));
        }
    }

    private void reviveAdmitted(Ledger held) {
        int[] revived = new int[1];
        outbox.forEach(
                EntryState.GATED,
                ledgerEntry -> {
                    if (isAdmitted(ledgerEntry) && held.revive(ledgerEntry)) {
                        revived[0]++;
                    }
                });
        if (revived[0] > 0) {
            LOG.info(
                    "{} gated facts are pushed now, because their agents were let " + "in",
                    revived[0]);
        }
    }

    private boolean isAdmitted(LedgerEntry ledgerEntry) {
        return ledgerEntry
                .event()
                .filter(fact -> admissionPolicy.admission(fact.agentId()) == Admission.ADMITTED)
                .isPresent();
    }
}
