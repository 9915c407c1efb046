package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.platform.store.AttributeChange;
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
 * Holds events and moves them from state to state. A move applies only to the entry that was read,
 * so of two that reach for an event one gets it; under a guard, every move depends on a lease as
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

    /** Returns this ledger with a guard; once its lease is lost, nothing moves any more. */
    public Ledger guardedBy(Guard lease) {
        return new Ledger(store, clock, memory, Optional.of(lease));
    }

    /** Holds arrivals durably, and returns the result of each. */
    public List<HoldResult> hold(List<? extends Arrival> arrivals) {
        return new ArrivalWriter(store, shards).hold(arrivals);
    }

    /** Holds arrivals without blocking; what follows on the future must not block either. */
    public CompletableFuture<List<HoldResult>> submit(List<? extends Arrival> arrivals) {
        return new ArrivalWriter(store, shards).submit(arrivals);
    }

    /** Counts events that are of no interest; nothing else of them is kept. */
    public void ignore(String source, Instant at, int number) {
        String code = source.toUpperCase(Locale.ROOT);
        store.count(
                BookkeepingRules.countsOfUnheld(code, at, AccountColumn.IGNORED, number, shards));
    }

    public Optional<LedgerEntry> find(EventKey key) {
        return store.get(EntryItems.key(key), Consistency.STRONG).map(EntryItems::entry);
    }

    /** Returns the raw body of an unreadable event. */
    public Optional<byte[]> raw(EventKey key) {
        return RawBody.read(store, key);
    }

    /** Replaces the raw body of an unreadable event. */
    public void replaceRaw(EventKey key, byte[] raw) {
        RawBody.replace(store, key, raw);
    }

    /** Binds ready entries to a batch and returns those that were still unchanged. */
    public List<LedgerEntry> bindToBatch(List<LedgerEntry> entries, long batch) {
        Instant now = clock.instant();
        List<Write.Update> claims =
                entries.stream()
                        .map(
                                ledgerEntry ->
                                        move(
                                                ledgerEntry,
                                                EntryState.BATCHED,
                                                EntryItems.bindingChanges(ledgerEntry, batch, now)))
                        .toList();
        List<WriteResult> results = write(claims);
        List<LedgerEntry> claimed = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (results.get(i) instanceof WriteResult.Applied) {
                claimed.add(entries.get(i));
            }
        }
        return claimed;
    }

    /** Settles a batch that the sink has; its events are forgotten after their time. */
    public void settle(List<EventKey> keys, long batch) {
        AttributeChange now = reached(Milestone.SETTLED);
        write(
                keys.stream()
                        .map(
                                key ->
                                        moveOutOfIndex(
                                                key,
                                                inBatch(batch),
                                                EntryState.SETTLED,
                                                now,
                                                AttributeChange.set(
                                                        Item.EXPIRES_AT, forgottenAt())))
                        .toList());
    }

    /** Makes the events of a batch ready again, of which the sink has none. */
    public void release(List<EventKey> keys, long batch) {
        write(
                keys.stream()
                        .map(key -> move(key, inBatch(batch), EntryState.READY, clock.instant()))
                        .toList());
    }

    /** Makes a dead letter of an event whose content the sink refuses. */
    public void refuse(EventKey key, long batch, String reason) {
        AttributeChange why = AttributeChange.set(EntryItems.REASON, reason);
        AttributeChange when = reached(Milestone.DEAD);
        write(List.of(move(key, inBatch(batch), EntryState.DEAD, clock.instant(), why, when)));
    }

    /** Completes an entry with what a look-up found. */
    public boolean resolve(LedgerEntry ledgerEntry, FactEvent complete) {
        List<AttributeChange> changes = new ArrayList<>(List.of(EntryItems.completion(complete)));
        changes.add(reached(Milestone.RESOLVED));
        return applied(
                move(ledgerEntry, EntryState.READY, changes.toArray(AttributeChange[]::new)));
    }

    /** Makes an entry ready as an unassigned fact, because no delivery named its agent in time. */
    public boolean markUnassigned(LedgerEntry ledgerEntry) {
        FactEvent fact = ledgerEntry.event().orElseThrow().withAgent(FactEvent.UNASSIGNED);
        List<AttributeChange> changes = new ArrayList<>(List.of(EntryItems.completion(fact)));
        changes.add(reached(Milestone.UNASSIGNED));
        return applied(
                move(ledgerEntry, EntryState.READY, changes.toArray(AttributeChange[]::new)));
    }

    /** Parks an entry whose look-up found nothing, until it is looked up again. */
    public boolean park(LedgerEntry ledgerEntry, String reason, Instant due) {
        return applied(
                move(
                        ledgerEntry.key(),
                        ifUnchanged(ledgerEntry),
                        EntryState.PARKED,
                        due,
                        reached(Milestone.PARKED),
                        AttributeChange.set(EntryItems.REASON, reason),
                        AttributeChange.add(EntryItems.TRIES, 1)));
    }

    /** Gates an entry of an unknown agent until the agent is let in or the entry expires. */
    public boolean gate(LedgerEntry ledgerEntry) {
        return applied(
                move(
                        ledgerEntry,
                        EntryState.GATED,
                        reached(Milestone.GATED),
                        AttributeChange.set(Item.EXPIRES_AT, forgottenAt())));
    }

    /**
     * Closes an entry that turned out not to count, with the reason; it is forgotten after its
     * time.
     */
    public boolean dismiss(LedgerEntry ledgerEntry, String reason) {
        return applied(
                moveOutOfIndex(
                        ledgerEntry.key(),
                        ifUnchanged(ledgerEntry),
                        EntryState.IGNORED,
                        reached(Milestone.IGNORED),
                        AttributeChange.set(EntryItems.REASON, reason),
                        AttributeChange.set(Item.EXPIRES_AT, forgottenAt())));
    }

    /** Dismisses a dead letter that nobody wants, and its raw body too. */
    public boolean discard(LedgerEntry ledgerEntry, String reason) {
        if (!dismiss(ledgerEntry, reason)) {
            return false;
        }
        RawBody.expireAt(store, ledgerEntry.key(), forgottenAt());
        return true;
    }

    /** Makes an entry a dead letter, with the reason. */
    public boolean markDead(LedgerEntry ledgerEntry, String reason) {
        return applied(
                move(
                        ledgerEntry,
                        EntryState.DEAD,
                        reached(Milestone.DEAD),
                        AttributeChange.set(EntryItems.REASON, reason)));
    }

    /**
     * Offers an entry again: a gated one whose agent was let in, or a dead letter that is replayed.
     */
    public boolean revive(LedgerEntry ledgerEntry) {
        EntryState to = ledgerEntry.missing().isEmpty() ? EntryState.READY : EntryState.UNRESOLVED;
        return applied(
                move(
                        ledgerEntry,
                        to,
                        reached(Milestone.REVIVED),
                        AttributeChange.remove(Item.EXPIRES_AT),
                        AttributeChange.remove(EntryItems.REASON)));
    }

    /** Makes waiting events due at once, so that they are looked up again. */
    public void wake(List<EventKey> keys) {
        Instant now = clock.instant();
        write(
                keys.stream()
                        .distinct()
                        .flatMap(
                                key ->
                                        Stream.of(EntryState.UNRESOLVED, EntryState.PARKED)
                                                .map(
                                                        entryState ->
                                                                move(
                                                                        key,
                                                                        in(entryState),
                                                                        entryState,
                                                                        now)))
                        .toList());
    }

    /** Closes a dead letter that was read after all; it is forgotten after its time. */
    public boolean close(LedgerEntry ledgerEntry) {
        Write closing =
                moveOutOfIndex(
                        ledgerEntry.key(),
                        ifUnchanged(ledgerEntry),
                        EntryState.SETTLED,
                        reached(Milestone.SETTLED),
                        AttributeChange.set(Item.EXPIRES_AT, forgottenAt()));
        if (!applied(closing)) {
            return false;
        }
        RawBody.expireAt(store, ledgerEntry.key(), forgottenAt());
        return true;
    }

    /** Deletes an entry that is held elsewhere now. */
    public boolean remove(LedgerEntry ledgerEntry) {
        if (!applied(
                new Write.Delete(EntryItems.key(ledgerEntry.key()), ifUnchanged(ledgerEntry)))) {
            return false;
        }
        RawBody.delete(store, ledgerEntry.key());
        return true;
    }

    private Write.Update move(LedgerEntry ledgerEntry, EntryState to, AttributeChange... more) {
        return move(ledgerEntry.key(), ifUnchanged(ledgerEntry), to, ledgerEntry.seenAt(), more);
    }

    private static Condition ifUnchanged(LedgerEntry ledgerEntry) {
        return Condition.is(EntryItems.REVISION, ledgerEntry.revision());
    }

    private static Condition in(EntryState entryState) {
        return Condition.is(EntryItems.STATE, entryState.word());
    }

    private static Condition inBatch(long batch) {
        return Condition.all(in(EntryState.BATCHED), Condition.is(EntryItems.BATCH, batch));
    }

    private Write.Update move(
            EventKey key,
            Condition condition,
            EntryState to,
            Instant due,
            AttributeChange... more) {
        return EntryItems.move(shards, key, condition, to, Optional.of(due), more);
    }

    private Write.Update moveOutOfIndex(
            EventKey key, Condition condition, EntryState to, AttributeChange... more) {
        return EntryItems.move(shards, key, condition, to, Optional.empty(), more);
    }

    private AttributeChange reached(Milestone milestone) {
        return EntryItems.reached(milestone, clock.instant());
    }

    private long forgottenAt() {
        return clock.instant().plus(memory).getEpochSecond();
    }

    private boolean applied(Write write) {
        return write(List.of(write)).getFirst() instanceof WriteResult.Applied;
    }

    private List<WriteResult> write(List<? extends Write> writes) {
        return guard.map(held -> store.writeAll(writes, held))
                .orElseGet(() -> store.writeAll(writes));
    }
}
