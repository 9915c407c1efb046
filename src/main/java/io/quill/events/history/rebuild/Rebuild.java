package io.quill.events.history.rebuild;

import io.quill.events.FactEvent;
import io.quill.events.history.ArchivedFact;
import io.quill.events.history.FactArchive;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.EntryState;
import io.quill.events.ledger.HoldResult;
import io.quill.events.ledger.LateAgents;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.BatchArchiver;
import io.quill.events.push.HeldBatches;
import io.quill.events.push.PushRound;
import io.quill.events.push.Pusher;
import io.quill.platform.store.DataStore;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pushes the archive's facts into a dataset, by a ledger and a pusher of its own. That ledger never
 * forgets, so a killed rebuild continues, and a finished one only adds what was archived since.
 */
public final class Rebuild {
    /** Envelope of facts that come from the archive. */
    private static final String ENVELOPE = "archive";

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final int AT_ONCE = 1_000;
    private static final int MOST_WAITING = 50_000;

    private final Means means;
    private final Consumer<RebuildProgress> listener;
    private final Ledger ledger;
    private final Outbox outbox;
    private final BatchArchiver closer;
    private final List<ArchivedFact> gathered = new ArrayList<>();
    private LocalDate day = LocalDate.EPOCH;
    private long found;
    private long held;
    private long waiting;

    /** Way to wait. */
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** Permission to go on. */
    public interface Permit {
        boolean holds();
    }

    /**
     * Parts that a rebuild works with.
     *
     * @param store of its own, for this dataset alone
     * @param pusher at that store, and at the dataset
     * @param lateAgents of the store that the facts were held in
     * @param dataset facts that went there by themselves after {@code since} are left out
     * @param since when the dataset was empty last
     */
    public record Means(
            DataStore store,
            Pusher pusher,
            FactArchive archive,
            ArchivedDays days,
            LateAgents lateAgents,
            String dataset,
            Instant since,
            InstantSource clock,
            Permit permit,
            Pause pause) {}

    public Rebuild(Means means, Duration memory, Consumer<RebuildProgress> listener) {
        this.means = means;
        this.listener = listener;
        this.ledger = new Ledger(means.store(), means.clock(), memory);
        this.outbox = new Outbox(means.store());
        this.closer = new BatchArchiver(means.store(), _ -> {}, means.clock(), memory);
    }

    public RebuildOutcome run() throws InterruptedException {
        for (LocalDate next : means.archive().days()) {
            day = next;
            means.archive().read(next, this::collect);
            hold();
            if (waiting >= MOST_WAITING && !pushAll()) {
                return stopped();
            }
            reportProgress();
        }
        return pushAll() ? complete() : stopped();
    }

    private void collect(ArchivedFact fact) {
        found++;
        boolean wentThereByItself =
                fact.dataset().equals(means.dataset()) && fact.settledAt().isAfter(means.since());
        if (!wentThereByItself) {
            gathered.add(corrected(fact));
        }
        if (gathered.size() >= AT_ONCE) {
            hold();
        }
    }

    /** Returns the fact with the agent who was named late, and on that agent's day. */
    private ArchivedFact corrected(ArchivedFact fact) {
        FactEvent event = means.lateAgents().corrected(fact.event());
        return event.equals(fact.event())
                ? fact
                : new ArchivedFact(
                        event, means.days().day(event), fact.dataset(), fact.settledAt());
    }

    private void hold() {
        means.days().note(gathered);
        List<Arrival> arrivals = gathered.stream().map(Rebuild::arrival).toList();
        long fresh = ledger.hold(arrivals).stream().filter(each -> each == HoldResult.HELD).count();
        held += fresh;
        waiting += fresh;
        gathered.clear();
    }

    private static Arrival arrival(ArchivedFact fact) {
        return new Arrival.Countable(fact.event(), "", ENVELOPE, fact.settledAt());
    }

    /** Pushes until nothing waits; returns false if it was stopped. */
    private boolean pushAll() throws InterruptedException {
        while (means.permit().holds()) {
            means.pusher().keepLease();
            if (means.pusher().mayGoOn()) {
                pushRound(means.pusher());
            } else {
                reportProgress();
                means.pause().of(POLL_INTERVAL);
            }
            if (!means.pusher().isBusy() && outbox.waiting(EntryState.READY, 1).isEmpty()) {
                waiting = 0;
                means.pusher().lease().ifPresent(closer::run);
                return true;
            }
        }
        return false;
    }

    private static void pushRound(Pusher pusher) {
        PushRound pushRound = pusher.ensureDimensions(pusher.gate(pusher.begin()));
        pusher.settle(pusher.post(pusher.throttle(pusher.aggregate(pushRound))));
    }

    private void reportProgress() {
        listener.accept(new RebuildProgress(day, found, held, means.pusher().status()));
    }

    private RebuildOutcome complete() {
        long refused = outbox.waiting(EntryState.DEAD, MOST_WAITING).size();
        int open = new HeldBatches(means.store(), means.clock()).list().size();
        return new RebuildOutcome.Complete(found, held, refused, open);
    }

    private static RebuildOutcome stopped() {
        return new RebuildOutcome.Stopped("It was stopped, and goes on when it is begun again.");
    }
}
