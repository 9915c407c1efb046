package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Holds events, and moves them on. A move is done only while the entry is what its mover saw, so of
 * two that reach for the same event one gets it; {@link #under} makes every move wait on a lease as
 * well.
 */
public final class Ledger {
    private final DataStore store;
    private final Shards shards;
    private final InstantSource clock;
    private final Duration memory;
    private final Optional<Guard> guard;

    /**
     * @param memory how long an event is remembered once nothing is left to do for it
     */
    public Ledger(DataStore store, InstantSource clock, Duration memory) {
        this(store, clock, memory, Optional.empty());
    }

    private Ledger(DataStore store, InstantSource clock, Duration memory, Optional<Guard> guard) {
        this.store = store;
        this.shards = Shards.of(store);
        this.clock = clock;
        this.memory = memory;
        this.guard = guard;
    }

    /** The same ledger, in which nothing moves any more once the guard is lost. */
    public Ledger under(Guard lease) {
        return new Ledger(store, clock, memory, Optional.of(lease));
    }

    /** Returns when every arrival is durable, with what each came to. */
    public List<Holding> hold(List<? extends Arrival> arrivals) {
        return new Holder(store, shards).hold(arrivals);
    }

    /** The same, without a wait; what goes on from there may not wait for anything either. */
    public CompletableFuture<List<Holding>> submit(List<? extends Arrival> arrivals) {
        return new Holder(store, shards).submit(arrivals);
    }

    /** So many events of a delivery are of no interest: they are counted, and nothing is kept. */
    public void ignore(String source, Instant at, int number) {
        String code = source.toUpperCase(Locale.ROOT);
        store.count(Bookkeeping.unheld(code, at, Column.IGNORED, number, shards));
    }

    public Optional<Entry> find(EventKey key) {
        return store.get(EntryItems.key(key), Consistency.STRONG).map(EntryItems::entry);
    }

    /** What an unreadable event was made of. */
    public Optional<byte[]> raw(EventKey key) {
        return RawBody.read(store, key);
    }

    /** Puts another body in the place of what an unreadable event was made of. */
    public void replaceRaw(EventKey key, byte[] raw) {
        RawBody.replace(store, key, raw);
    }

    /** Binds ready entries to a batch; returns those that were still what they had been seen as. */
    public List<Entry> claim(List<Entry> entries, long batch) {
        Instant now = clock.instant();
        List<Write.Update> claims =
                entries.stream()
                        .map(
                                entry ->
                                        move(
                                                entry,
                                                State.BATCHED,
                                                EntryItems.bound(entry, batch, now)))
                        .toList();
        List<WriteResult> results = write(claims);
        List<Entry> claimed = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (results.get(i) instanceof WriteResult.Applied) {
                claimed.add(entries.get(i));
            }
        }
        return claimed;
    }

    /** The sink has the batch: its events are done with, and forgotten when their time is over. */
    public void settle(List<EventKey> keys, long batch) {
        Change now = passed(Milestone.SETTLED);
        write(
                keys.stream()
                        .map(
                                key ->
                                        leave(
                                                key,
                                                inBatch(batch),
                                                State.SETTLED,
                                                now,
                                                Change.set(Item.EXPIRES_AT, forgottenAt())))
                        .toList());
    }

    /** The sink has none of the batch: its events are offered again. */
    public void release(List<EventKey> keys, long batch) {
        write(
                keys.stream()
                        .map(key -> move(key, inBatch(batch), State.READY, clock.instant()))
                        .toList());
    }

    /** The sink refuses this one event of a batch for what it holds: only a person helps. */
    public void refuse(EventKey key, long batch, String reason) {
        Change why = Change.set(EntryItems.REASON, reason);
        Change when = passed(Milestone.DEAD);
        write(List.of(move(key, inBatch(batch), State.DEAD, clock.instant(), why, when)));
    }

    /** What was missing has been found. */
    public boolean resolve(Entry entry, FactEvent complete) {
        List<Change> changes = new ArrayList<>(List.of(EntryItems.completion(complete)));
        changes.add(passed(Milestone.RESOLVED));
        return done(move(entry, State.READY, changes.toArray(Change[]::new)));
    }

    /** No delivery has named its agent in time: it is offered as a fact of nobody in particular. */
    public boolean unassign(Entry entry) {
        FactEvent fact = entry.event().orElseThrow().withAgent(FactEvent.UNASSIGNED);
        List<Change> changes = new ArrayList<>(List.of(EntryItems.completion(fact)));
        changes.add(passed(Milestone.UNASSIGNED));
        return done(move(entry, State.READY, changes.toArray(Change[]::new)));
    }

    /** Looked up in vain: to be looked up again. */
    public boolean park(Entry entry, String reason, Instant due) {
        return done(
                move(
                        entry.key(),
                        seen(entry),
                        State.PARKED,
                        due,
                        passed(Milestone.PARKED),
                        Change.set(EntryItems.REASON, reason),
                        Change.add(EntryItems.TRIES, 1)));
    }

    /**
     * Its agent is a stranger: kept, with its row, until somebody lets the agent in or it expires.
     */
    public boolean gate(Entry entry) {
        return done(
                move(
                        entry,
                        State.GATED,
                        passed(Milestone.GATED),
                        Change.set(Item.EXPIRES_AT, forgottenAt())));
    }

    /**
     * It turned out to count for nothing: closed with the reason, and forgotten when its time is
     * over.
     */
    public boolean dismiss(Entry entry, String reason) {
        return done(
                leave(
                        entry.key(),
                        seen(entry),
                        State.IGNORED,
                        passed(Milestone.IGNORED),
                        Change.set(EntryItems.REASON, reason),
                        Change.set(Item.EXPIRES_AT, forgottenAt())));
    }

    /** A dead letter that nobody wants: as {@link #dismiss}, and its body is forgotten with it. */
    public boolean discard(Entry entry, String reason) {
        if (!dismiss(entry, reason)) {
            return false;
        }
        RawBody.forget(store, entry.key(), forgottenAt());
        return true;
    }

    /** Given up, with the reason. */
    public boolean bury(Entry entry, String reason) {
        return done(
                move(
                        entry,
                        State.DEAD,
                        passed(Milestone.DEAD),
                        Change.set(EntryItems.REASON, reason)));
    }

    /** Offered again: a gated event whose agent was let in, or a dead one that somebody replays. */
    public boolean revive(Entry entry) {
        State to = entry.missing().isEmpty() ? State.READY : State.UNRESOLVED;
        return done(
                move(
                        entry,
                        to,
                        passed(Milestone.REVIVED),
                        Change.remove(Item.EXPIRES_AT),
                        Change.remove(EntryItems.REASON)));
    }

    /**
     * What these wait for may be there now: they are due at once, and whoever looked them up before
     * looks again.
     */
    public void wake(List<EventKey> keys) {
        Instant now = clock.instant();
        write(
                keys.stream()
                        .distinct()
                        .flatMap(
                                key ->
                                        Stream.of(State.UNRESOLVED, State.PARKED)
                                                .map(state -> move(key, in(state), state, now)))
                        .toList());
    }

    /** A dead letter that was read after all: done with, and forgotten when its time is over. */
    public boolean close(Entry entry) {
        Write closing =
                leave(
                        entry.key(),
                        seen(entry),
                        State.SETTLED,
                        passed(Milestone.SETTLED),
                        Change.set(Item.EXPIRES_AT, forgottenAt()));
        if (!done(closing)) {
            return false;
        }
        RawBody.forget(store, entry.key(), forgottenAt());
        return true;
    }

    /** It is held elsewhere now, and no trace of it is wanted here. */
    public boolean remove(Entry entry) {
        if (!done(new Write.Delete(EntryItems.key(entry.key()), seen(entry)))) {
            return false;
        }
        RawBody.delete(store, entry.key());
        return true;
    }

    private Write.Update move(Entry entry, State to, Change... more) {
        return move(entry.key(), seen(entry), to, entry.seenAt(), more);
    }

    private static Condition seen(Entry entry) {
        return Condition.is(EntryItems.REVISION, entry.revision());
    }

    private static Condition in(State state) {
        return Condition.is(EntryItems.STATE, state.word());
    }

    private static Condition inBatch(long batch) {
        return Condition.all(in(State.BATCHED), Condition.is(EntryItems.BATCH, batch));
    }

    private Write.Update move(
            EventKey key, Condition condition, State to, Instant due, Change... more) {
        return EntryItems.move(shards, key, condition, to, Optional.of(due), more);
    }

    private Write.Update leave(EventKey key, Condition condition, State to, Change... more) {
        return EntryItems.move(shards, key, condition, to, Optional.empty(), more);
    }

    private Change passed(Milestone milestone) {
        return EntryItems.passed(milestone, clock.instant());
    }

    private long forgottenAt() {
        return clock.instant().plus(memory).getEpochSecond();
    }

    private boolean done(Write write) {
        return write(List.of(write)).getFirst() instanceof WriteResult.Applied;
    }

    private List<WriteResult> write(List<? extends Write> writes) {
        return guard.map(held -> store.writeAll(writes, held))
                .orElseGet(() -> store.writeAll(writes));
    }
}
