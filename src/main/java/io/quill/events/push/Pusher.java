package io.quill.events.push;

import io.quill.events.FactEvent;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.LedgerEntry;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.Prerequisites.Readiness;
import io.quill.events.sink.DatasetQuota;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.QuotaDecision;
import io.quill.events.sink.Sink;
import io.quill.platform.jobs.Lease;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps that bring ready facts to the sink, each once, under a lease. State is stored before it is
 * acted on, so that a pusher may be killed at any moment and another resumes.
 */
public final class Pusher {
    private static final Duration IDLE = Duration.ofMillis(200);

    private final DataStore store;
    private final Lease lease;
    private final Ledger ledger;
    private final FactSelector factSelector;
    private final HeldBatchOrderRunner heldBatchOrderRunner;
    private final BatchStore book;
    private final Sink sink;
    private final AdmissionPolicy admissionPolicy;
    private final Prerequisites prerequisites;
    private final PushPrecedence pushPrecedence;
    private final SinkPreparation sinkPreparation;
    private final BatchBinder batchBinder;
    private final InstantSource clock;
    private final InstantSource waits;
    private final InstantSource elapsed;
    private final PusherStatus pusherStatus;
    private final ResultHandler resultHandler;
    private final FactTableClearing factTableClearing;

    private volatile Optional<Guard> held = Optional.empty();
    private volatile Optional<PusherState> tenure = Optional.empty();
    private volatile boolean yields;

    /** Collaborators of a pusher. */
    public record Neighbours(
            Sink sink,
            AdmissionPolicy gatekeeper,
            Prerequisites prerequisites,
            AgentZones zones,
            PushPrecedence precedence) {

        /** Creates neighbours of which none takes precedence. */
        public Neighbours(
                Sink sink,
                AdmissionPolicy gatekeeper,
                Prerequisites prerequisites,
                AgentZones zones) {
            this(sink, gatekeeper, prerequisites, zones, () -> false);
        }
    }

    /**
     * The clocks that it goes by.
     *
     * @param wall for times that people read
     * @param waits for pauses and quotas: a clock that does not go back
     * @param elapsed for what must not end too early: a clock that does not leap
     */
    public record Clocks(InstantSource wall, InstantSource waits, InstantSource elapsed) {}

    /** Creates a pusher with one clock for everything. */
    public Pusher(
            DataStore store,
            Ledger ledger,
            Lease lease,
            Neighbours neighbours,
            DoubtPolicy doubtPolicy,
            Duration memory,
            InstantSource clock) {
        this(
                store,
                ledger,
                lease,
                neighbours,
                doubtPolicy,
                memory,
                new Clocks(clock, clock, clock));
    }

    /**
     * @param memory how long the story of a batch is kept
     */
    public Pusher(
            DataStore store,
            Ledger ledger,
            Lease lease,
            Neighbours neighbours,
            DoubtPolicy doubtPolicy,
            Duration memory,
            Clocks clocks) {
        InstantSource clock = clocks.wall();
        InstantSource waits = clocks.waits();
        this.store = store;
        this.lease = lease;
        this.ledger = ledger;
        this.book = new BatchStore(store, clock, memory);
        this.sink = neighbours.sink();
        this.admissionPolicy = neighbours.gatekeeper();
        this.prerequisites = neighbours.prerequisites();
        this.pushPrecedence = neighbours.precedence();
        this.batchBinder = new BatchBinder(book, new FactRows(neighbours.zones()));
        this.clock = clock;
        this.waits = waits;
        this.elapsed = clocks.elapsed();
        this.pusherStatus = new PusherStatus(waits);
        RefusalHandler refusalHandler =
                new RefusalHandler(new BatchCompletion(book), pusherStatus, waits);
        this.resultHandler =
                new ResultHandler(
                        this::leased, sink, book, refusalHandler, doubtPolicy, pusherStatus, waits);
        this.sinkPreparation =
                new SinkPreparation(
                        store, sink, book, resultHandler, prerequisites, pusherStatus, waits);
        this.factSelector = new FactSelector(ledger, new Outbox(store), refusalHandler);
        this.heldBatchOrderRunner = new HeldBatchOrderRunner(book, resultHandler, waits);
        this.factTableClearing = new FactTableClearing(store, this::leased, pusherStatus, clocks);
    }

    /**
     * Takes or renews the lease, on a thread of its own, since a step may wait long for an answer.
     * While a rebuild comes first it is kept only until the batch under way is finished.
     */
    public void keepLease() {
        yields = pushPrecedence.isClaimed();
        held = yields && held.isEmpty() ? held : lease.acquire();
    }

    /** Returns the guard for other work that only the pushing process may do. */
    public Optional<Guard> lease() {
        return held;
    }

    /** Releases the lease, so that a successor need not wait. */
    public void stepDown() {
        held.ifPresent(lease::release);
        reset();
    }

    /** Drops the state in memory, so that it is read from the store again. */
    public void reset() {
        held = Optional.empty();
        tenure = Optional.empty();
    }

    /** Returns whether a round may find something to do. */
    public boolean mayGoOn() {
        return held.isPresent() && (pusherStatus.mayRun() || (yields && !isBusy()));
    }

    /** Returns whether a batch may be under way that has to be finished. */
    public boolean isBusy() {
        return tenure.filter(now -> !now.isBusy()).isEmpty();
    }

    /** Returns what the pusher does or waits for, in words. */
    public String status() {
        if (held.isPresent()) {
            return pusherStatus.status();
        }
        return yields ? "a rebuild comes first" : "another process pushes";
    }

    /** Returns whether a rebuild takes precedence, so that no pusher goes on. */
    public boolean yields() {
        return yields;
    }

    /** Returns the status only where a person should know of it. */
    public Optional<String> obstacle() {
        return held.isEmpty() ? Optional.empty() : pusherStatus.obstacle();
    }

    /** Begins a round: with an unfinished batch first, then with ready facts. */
    public PushRound begin() {
        if (held.isEmpty()) {
            return new PushRound.Idle();
        }
        PusherState now = tenure(held.get());
        if (now.quota().isEmpty() && !sinkPreparation.prepare(now)) {
            return idleOrStepDown();
        }
        heldBatchOrderRunner.carryOut(now);
        resultHandler.resume(now);
        while (now.current().isEmpty()) {
            if (now.quota().isEmpty() || !(pusherStatus.mayRun() || yields)) {
                return idleOrStepDown();
            }
            Optional<OpenBatch> left = now.inherit(waits.instant());
            if (left.isEmpty()) {
                return yields || factTableClearing.clearIfOrdered(now)
                        ? idleOrStepDown()
                        : candidates(now);
            }
            resultHandler.resumeInherited(now, left.get());
        }
        return now.question().isPresent() || now.split().isPresent()
                ? new PushRound.Idle()
                : new PushRound.Bound(now, now.current().get());
    }

    /** Returns an idle round, and steps down if a rebuild comes first. */
    private PushRound idleOrStepDown() {
        if (yields) {
            stepDown();
        }
        return new PushRound.Idle();
    }

    private PusherState tenure(Guard guard) {
        if (tenure.filter(now -> now.guard().equals(guard)).isEmpty()) {
            pusherStatus.reset();
            tenure =
                    Optional.of(
                            new PusherState(guard, ledger, book.batches().unfinished(), elapsed));
        }
        return tenure.get();
    }

    /** Selects facts, once the quota allows a post at all. */
    private PushRound candidates(PusherState now) {
        if (now.askQuota(1) instanceof QuotaDecision.Wait(Instant until)) {
            return idleUntil(until);
        }
        now.scheduleIsolatedRow(waits.instant(), BatchSplitter.MOST_POSTS - 1);
        return new PushRound.Candidates(now, factSelector.next(now));
    }

    /** Gates facts of agents that are not admitted; while there is no roster yet, all wait. */
    public PushRound gate(PushRound pushRound) {
        if (!(pushRound
                instanceof PushRound.Candidates(PusherState now, List<LedgerEntry> entries))) {
            return pushRound;
        }
        List<LedgerEntry> admitted = new ArrayList<>();
        for (LedgerEntry ledgerEntry : entries) {
            switch (admissionPolicy.admission(ledgerEntry.event().orElseThrow().agentId())) {
                case ADMITTED -> admitted.add(ledgerEntry);
                case STRANGER -> now.ledger().gate(ledgerEntry);
                case UNKNOWN_YET -> pusherStatus.setWaiting("waits for the first roster");
            }
        }
        return new PushRound.Candidates(now, admitted);
    }

    /**
     * Lets facts follow once their dimension rows are in the sink; also keeps the tables in line
     * when there are no facts.
     */
    public PushRound ensureDimensions(PushRound pushRound) {
        if (!(pushRound
                instanceof PushRound.Candidates(PusherState now, List<LedgerEntry> entries))) {
            return pushRound;
        }
        return switch (prerequisites.ready(now.guard(), facts(entries))) {
            case Readiness.Ready _ -> pushRound;
            case Readiness.Later(Instant until, String words) -> {
                pusherStatus.setWaiting(words);
                pusherStatus.waitUntil(until);
                now.deferred(entries);
                yield new PushRound.Idle();
            }
        };
    }

    /** Binds ready facts to a batch, as many as the quota has room for. */
    public PushRound aggregate(PushRound pushRound) {
        if (!(pushRound
                instanceof PushRound.Candidates(PusherState now, List<LedgerEntry> entries))) {
            return pushRound;
        }
        if (entries.isEmpty()) {
            return idle();
        }
        return switch (now.askQuota(entries.size())) {
            case QuotaDecision.Wait(Instant until) -> idleUntil(until);
            case QuotaDecision.Send(int upTo) ->
                    batchBinder
                            .bind(now, entries.subList(0, Math.min(upTo, entries.size())))
                            .<PushRound>map(batch -> new PushRound.Bound(now, batch))
                            .orElseGet(this::idle);
        };
    }

    /** Lets a batch pass when the quota has room for it. */
    public PushRound throttle(PushRound pushRound) {
        return pushRound instanceof PushRound.Bound(PusherState now, OpenBatch batch)
                        && now.askQuota(batch.rows().size())
                                instanceof QuotaDecision.Wait(Instant until)
                ? idleUntil(until)
                : pushRound;
    }

    /** Fixes the batch and posts it in one request. */
    public PushRound post(PushRound pushRound) {
        if (!(pushRound instanceof PushRound.Bound(PusherState now, OpenBatch batch))) {
            return pushRound;
        }
        DatasetQuota datasetQuota = now.quota().orElseThrow();
        DatasetQuota.Ticket ticket = datasetQuota.record(FactRows.TABLE, batch.rows().size());
        OpenBatch fixed = book.fix(now.guard(), batch, now.dataset(), datasetQuota.state());
        now.setCurrent(fixed);
        PushResult result = leased(now.guard()).append(fixed.batch());
        int rows = mayBeTaken(result) ? fixed.rows().size() : 0;
        datasetQuota.answered(ticket, rows, sink.extraPosts());
        return new PushRound.Answered(now, fixed, result);
    }

    private LeasedSink leased(Guard guard) {
        return new LeasedSink(sink, store, clock, waits, guard);
    }

    private static boolean mayBeTaken(PushResult result) {
        return result instanceof PushResult.Taken || result instanceof PushResult.Doubt;
    }

    /** Settles what the sink has taken, and acts on any other result. */
    public PushRound settle(PushRound pushRound) {
        if (pushRound
                instanceof
                PushRound.Answered(PusherState now, OpenBatch batch, PushResult result)) {
            resultHandler.handle(now, batch, result);
        }
        return pushRound;
    }

    private PushRound idleUntil(Instant until) {
        pusherStatus.waitUntil(until);
        return new PushRound.Idle();
    }

    /** Returns an idle round after which the outbox is read again a moment later. */
    private PushRound idle() {
        return idleUntil(waits.instant().plus(IDLE));
    }

    private static List<FactEvent> facts(List<LedgerEntry> entries) {
        return entries.stream().map(ledgerEntry -> ledgerEntry.event().orElseThrow()).toList();
    }
}
