package io.quill.events.push;

import io.quill.events.FactEvent;
import io.quill.events.ledger.Entry;
import io.quill.events.ledger.Ledger;
import io.quill.events.ledger.Outbox;
import io.quill.events.push.Prerequisites.Readiness;
import io.quill.events.sink.Decision;
import io.quill.events.sink.PushResult;
import io.quill.events.sink.Quota;
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
 * The stations that bring ready facts to the sink, each once. One pusher has the lease. It writes
 * whatever must not be forgotten before it acts on it, so that it may be killed at any moment and
 * be followed by another.
 */
public final class Pusher {
    private static final Duration IDLE = Duration.ofMillis(200);

    private final DataStore store;
    private final Lease lease;
    private final Ledger ledger;
    private final Selection selection;
    private final Orders orders;
    private final BatchBook book;
    private final Sink sink;
    private final Gatekeeper gatekeeper;
    private final Prerequisites prerequisites;
    private final Precedence precedence;
    private final Destination destination;
    private final Binding binding;
    private final InstantSource clock;
    private final InstantSource waits;
    private final InstantSource elapsed;
    private final Pace pace;
    private final Aftermath aftermath;
    private final Emptying emptying;

    private volatile Optional<Guard> held = Optional.empty();
    private volatile Optional<Tenure> tenure = Optional.empty();
    private volatile boolean yields;

    /** What a pusher asks of others. */
    public record Neighbours(
            Sink sink,
            Gatekeeper gatekeeper,
            Prerequisites prerequisites,
            AgentZones zones,
            Precedence precedence) {

        /** Where nobody comes first. */
        public Neighbours(
                Sink sink, Gatekeeper gatekeeper, Prerequisites prerequisites, AgentZones zones) {
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

    /** With one clock for everything. */
    public Pusher(
            DataStore store,
            Ledger ledger,
            Lease lease,
            Neighbours neighbours,
            InDoubt inDoubt,
            Duration memory,
            InstantSource clock) {
        this(store, ledger, lease, neighbours, inDoubt, memory, new Clocks(clock, clock, clock));
    }

    /**
     * @param memory how long the story of a batch is kept
     */
    public Pusher(
            DataStore store,
            Ledger ledger,
            Lease lease,
            Neighbours neighbours,
            InDoubt inDoubt,
            Duration memory,
            Clocks clocks) {
        InstantSource clock = clocks.wall();
        InstantSource waits = clocks.waits();
        this.store = store;
        this.lease = lease;
        this.ledger = ledger;
        this.book = new BatchBook(store, clock, memory);
        this.sink = neighbours.sink();
        this.gatekeeper = neighbours.gatekeeper();
        this.prerequisites = neighbours.prerequisites();
        this.precedence = neighbours.precedence();
        this.binding = new Binding(book, new FactRows(neighbours.zones()));
        this.clock = clock;
        this.waits = waits;
        this.elapsed = clocks.elapsed();
        this.pace = new Pace(waits);
        Refusals refusals = new Refusals(new Ends(book), pace, waits);
        this.aftermath = new Aftermath(this::leased, sink, book, refusals, inDoubt, pace, waits);
        this.destination =
                new Destination(store, sink, book, aftermath, prerequisites, pace, waits);
        this.selection = new Selection(ledger, new Outbox(store), refusals);
        this.orders = new Orders(book, aftermath, waits);
        this.emptying = new Emptying(store, this::leased, pace, clocks);
    }

    /**
     * Takes or keeps the lease; beside the stations, since one of them may wait long for an answer.
     * While somebody else comes first it is kept only until the batch under way is done with.
     */
    public void keepLease() {
        yields = precedence.isClaimed();
        held = yields && held.isEmpty() ? held : lease.hold();
    }

    /** Under which whatever else one alone may do is done. */
    public Optional<Guard> lease() {
        return held;
    }

    /** Gives the lease back, so that a follower need not wait. */
    public void stepDown() {
        held.ifPresent(lease::release);
        forget();
    }

    /** Whatever is in memory is doubtful: the store is asked again what is left to do. */
    public void forget() {
        held = Optional.empty();
        tenure = Optional.empty();
    }

    /** Whether a round may find something to do. */
    public boolean mayGoOn() {
        return held.isPresent() && (pace.open() || (yields && !isBusy()));
    }

    /** Whether a batch is under way that has to be done with, as far as anybody knows. */
    public boolean isBusy() {
        return tenure.filter(now -> !now.isBusy()).isEmpty();
    }

    /** What stands in the way, if anything does. */
    public String standing() {
        if (held.isPresent()) {
            return pace.standing();
        }
        return yields ? "a rebuild comes first" : "another process pushes";
    }

    /** Whether somebody else comes first, so that no pusher goes on. */
    public boolean yields() {
        return yields;
    }

    /** As {@link #standing}, but only what a person would want to know of. */
    public Optional<String> obstacle() {
        return held.isEmpty() ? Optional.empty() : pace.obstacle();
    }

    /** First a batch that is not done with, then what is ready. */
    public Round begin() {
        if (held.isEmpty()) {
            return new Round.Idle();
        }
        Tenure now = tenure(held.get());
        if (now.quota().isEmpty() && !destination.isFound(now)) {
            return idleOrAside();
        }
        orders.carryOut(now);
        aftermath.goOn(now);
        while (now.current().isEmpty()) {
            if (now.quota().isEmpty() || !(pace.open() || yields)) {
                return idleOrAside();
            }
            Optional<OpenBatch> left = now.inherit(waits.instant());
            if (left.isEmpty()) {
                return yields || emptying.isOrdered(now) ? idleOrAside() : candidates(now);
            }
            aftermath.inherited(now, left.get());
        }
        return now.question().isPresent() || now.split().isPresent()
                ? new Round.Idle()
                : new Round.Bound(now, now.current().get());
    }

    /** Nothing is under way that a follower could not take up from the store. */
    private Round idleOrAside() {
        if (yields) {
            stepDown();
        }
        return new Round.Idle();
    }

    private Tenure tenure(Guard guard) {
        if (tenure.filter(now -> now.guard().equals(guard)).isEmpty()) {
            pace.reset();
            tenure = Optional.of(new Tenure(guard, ledger, book.batches().unfinished(), elapsed));
        }
        return tenure.get();
    }

    /** Nothing is read before a post is allowed at all. */
    private Round candidates(Tenure now) {
        if (now.room(1) instanceof Decision.Wait(Instant until)) {
            return later(until);
        }
        now.callLoner(waits.instant(), Halving.MOST_POSTS - 1);
        return new Round.Candidates(now, selection.next(now));
    }

    /** Strangers stay outside; while there is no roster yet, everybody waits. */
    public Round gate(Round round) {
        if (!(round instanceof Round.Candidates(Tenure now, List<Entry> entries))) {
            return round;
        }
        List<Entry> admitted = new ArrayList<>();
        for (Entry entry : entries) {
            switch (gatekeeper.admission(entry.event().orElseThrow().agentId())) {
                case ADMITTED -> admitted.add(entry);
                case STRANGER -> now.ledger().gate(entry);
                case UNKNOWN_YET -> pace.says("waits for the first roster");
            }
        }
        return new Round.Candidates(now, admitted);
    }

    /** Facts follow the dimension rows that they name; the tables are kept in line without any. */
    public Round ensureDimensions(Round round) {
        if (!(round instanceof Round.Candidates(Tenure now, List<Entry> entries))) {
            return round;
        }
        return switch (prerequisites.ready(now.guard(), facts(entries))) {
            case Readiness.Ready _ -> round;
            case Readiness.Later(Instant until, String words) -> {
                pace.says(words);
                pace.until(until);
                now.putOff(entries);
                yield new Round.Idle();
            }
        };
    }

    /** Binds what is ready, and what the quota has room for, to a batch of its own. */
    public Round aggregate(Round round) {
        if (!(round instanceof Round.Candidates(Tenure now, List<Entry> entries))) {
            return round;
        }
        if (entries.isEmpty()) {
            return nothing();
        }
        return switch (now.room(entries.size())) {
            case Decision.Wait(Instant until) -> later(until);
            case Decision.Send(int upTo) ->
                    binding.bind(now, entries.subList(0, Math.min(upTo, entries.size())))
                            .<Round>map(batch -> new Round.Bound(now, batch))
                            .orElseGet(this::nothing);
        };
    }

    /** Lets a batch go when the quota has room for it. */
    public Round throttle(Round round) {
        return round instanceof Round.Bound(Tenure now, OpenBatch batch)
                        && now.room(batch.rows().size()) instanceof Decision.Wait(Instant until)
                ? later(until)
                : round;
    }

    /** One request, of a batch that will never be another one. */
    public Round post(Round round) {
        if (!(round instanceof Round.Bound(Tenure now, OpenBatch batch))) {
            return round;
        }
        Quota quota = now.quota().orElseThrow();
        Quota.Ticket ticket = quota.record(FactRows.TABLE, batch.rows().size());
        OpenBatch fixed = book.fix(now.guard(), batch, now.dataset(), quota.state());
        now.take(fixed);
        PushResult result = leased(now.guard()).append(fixed.batch());
        int rows = mayBeThere(result) ? fixed.rows().size() : 0;
        quota.answered(ticket, rows, sink.postsBeside());
        return new Round.Answered(now, fixed, result);
    }

    private LeasedSink leased(Guard guard) {
        return new LeasedSink(sink, store, clock, waits, guard);
    }

    private static boolean mayBeThere(PushResult result) {
        return result instanceof PushResult.Taken || result instanceof PushResult.Doubt;
    }

    /** Settles what the sink has taken, and does with the rest what the answer asks for. */
    public Round settle(Round round) {
        if (round instanceof Round.Answered(Tenure now, OpenBatch batch, PushResult result)) {
            aftermath.of(now, batch, result);
        }
        return round;
    }

    private Round later(Instant until) {
        pace.until(until);
        return new Round.Idle();
    }

    /** Nothing waits, as far as the index shows: it is looked at again a moment later. */
    private Round nothing() {
        return later(waits.instant().plus(IDLE));
    }

    private static List<FactEvent> facts(List<Entry> entries) {
        return entries.stream().map(entry -> entry.event().orElseThrow()).toList();
    }
}
