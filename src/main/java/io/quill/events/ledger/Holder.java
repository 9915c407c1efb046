package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Count;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;
import io.quill.platform.store.WriteResult.Applied;
import io.quill.platform.store.WriteResult.Refused;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Puts what arrives into the store, and asks of what was there already whether it can be completed.
 */
final class Holder {
    private final DataStore store;
    private final Shards shards;

    Holder(DataStore store, Shards shards) {
        this.store = store;
        this.shards = shards;
    }

    List<Holding> hold(List<? extends Arrival> arrivals) {
        keepRaw(arrivals);
        return holdings(arrivals, store.writeAll(inserts(arrivals)));
    }

    /** The usual delivery, all new and all readable, needs no thread to wait for it. */
    CompletableFuture<List<Holding>> submit(List<? extends Arrival> arrivals) {
        if (arrivals.stream().anyMatch(Arrival.Unreadable.class::isInstance)) {
            return CompletableFuture.supplyAsync(() -> hold(arrivals), Thread::startVirtualThread);
        }
        return store.submitAll(inserts(arrivals))
                .thenCompose(
                        results ->
                                results.stream().allMatch(Applied.class::isInstance)
                                        ? CompletableFuture.completedFuture(
                                                holdings(arrivals, results))
                                        : CompletableFuture.supplyAsync(
                                                () -> holdings(arrivals, results),
                                                Thread::startVirtualThread));
    }

    private List<Write> inserts(List<? extends Arrival> arrivals) {
        List<Write> inserts = new ArrayList<>(arrivals.size());
        for (Arrival arrival : arrivals) {
            inserts.add(Write.insert(EntryItems.item(shards, arrival)));
        }
        return inserts;
    }

    private List<Holding> holdings(List<? extends Arrival> arrivals, List<WriteResult> results) {
        countRepeated(arrivals, results);
        List<Holding> holdings = new ArrayList<>(arrivals.size());
        for (int i = 0; i < arrivals.size(); i++) {
            holdings.add(
                    switch (results.get(i)) {
                        case Applied _ -> Holding.HELD;
                        case Refused(Optional<Item> known) -> again(arrivals.get(i), known);
                    });
        }
        return holdings;
    }

    /** Within one delivery the store cannot tell a repeated event from a repeated write. */
    private void countRepeated(List<? extends Arrival> arrivals, List<WriteResult> results) {
        List<Count> counts = new ArrayList<>();
        Set<EventKey> seen = new HashSet<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            if (!seen.add(arrival.key())
                    && results.get(i) instanceof Refused(Optional<Item> known)
                    && known.flatMap(item -> item.text(EntryItems.ENVELOPE))
                            .filter(arrival.envelope()::equals)
                            .isPresent()) {
                counts.addAll(
                        Bookkeeping.unheld(
                                arrival.key().source(),
                                arrival.at(),
                                Column.DUPLICATES,
                                1,
                                shards));
            }
        }
        if (!counts.isEmpty()) {
            store.count(counts);
        }
    }

    /** Before the entry, so that no entry ever lacks what it was made of. */
    private void keepRaw(List<? extends Arrival> arrivals) {
        List<Write> chunks = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            if (arrival instanceof Arrival.Unreadable unreadable) {
                chunks.addAll(RawBody.chunks(unreadable.key(), unreadable.raw()));
            }
        }
        if (!chunks.isEmpty()) {
            store.writeAll(chunks);
        }
    }

    /** Others may be at the same entry: each refusal shows what they made of it. */
    private Holding again(Arrival arrival, Optional<Item> known) {
        Optional<Item> current = known;
        while (current.isPresent()) {
            if (!(arrival instanceof Arrival.Countable better) || !better.missing().isEmpty()) {
                return Holding.DUPLICATE;
            }
            if (!EntryItems.mayBeCompleted(current.get(), better.event())) {
                return EntryItems.isUnassigned(current.get(), better.event())
                        ? namedLate(better)
                        : Holding.DUPLICATE;
            }
            switch (store.write(completion(better, EntryItems.entry(current.get())))) {
                case Applied _ -> {
                    return Holding.COMPLETES;
                }
                case Refused(Optional<Item> now) -> current = now;
            }
        }
        return hold(List.of(arrival)).getFirst();
    }

    private Holding namedLate(Arrival.Countable named) {
        return store.write(LateAgents.keep(named)) instanceof Applied
                ? Holding.COMPLETES
                : Holding.DUPLICATE;
    }

    private Write completion(Arrival.Countable better, Entry entry) {
        List<Change> changes = new ArrayList<>(List.of(EntryItems.completion(better.event())));
        changes.add(EntryItems.passed(Milestone.COMPLETED, better.at()));
        changes.add(Change.set(EntryItems.COMPLETED_BY, better.envelope()));
        return EntryItems.move(
                shards,
                entry.key(),
                Condition.is(EntryItems.REVISION, entry.revision()),
                State.READY,
                Optional.of(entry.seenAt()),
                changes.toArray(Change[]::new));
    }
}
