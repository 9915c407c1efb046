package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.CounterIncrement;
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

/** Inserts arrivals into the store, and completes known events that lacked something. */
final class ArrivalWriter {
    private final DataStore store;
    private final Shards shards;

    ArrivalWriter(DataStore store, Shards shards) {
        this.store = store;
        this.shards = shards;
    }

    List<HoldResult> hold(List<? extends Arrival> arrivals) {
        keepRaw(arrivals);
        return holdings(arrivals, store.writeAll(inserts(arrivals)));
    }

    /** Holds arrivals; the usual delivery, all new and readable, needs no thread to wait for it. */
    CompletableFuture<List<HoldResult>> submit(List<? extends Arrival> arrivals) {
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

    private List<HoldResult> holdings(List<? extends Arrival> arrivals, List<WriteResult> results) {
        countRepeated(arrivals, results);
        List<HoldResult> holdings = new ArrayList<>(arrivals.size());
        for (int i = 0; i < arrivals.size(); i++) {
            holdings.add(
                    switch (results.get(i)) {
                        case Applied _ -> HoldResult.HELD;
                        case Refused(Optional<Item> known) -> completeKnown(arrivals.get(i), known);
                    });
        }
        return holdings;
    }

    /**
     * Counts events repeated within a delivery, which the store cannot tell from repeated writes.
     */
    private void countRepeated(List<? extends Arrival> arrivals, List<WriteResult> results) {
        List<CounterIncrement> counts = new ArrayList<>();
        Set<EventKey> seen = new HashSet<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            if (!seen.add(arrival.key())
                    && results.get(i) instanceof Refused(Optional<Item> known)
                    && known.flatMap(item -> item.text(EntryItems.ENVELOPE))
                            .filter(arrival.envelope()::equals)
                            .isPresent()) {
                counts.addAll(
                        BookkeepingRules.countsOfUnheld(
                                arrival.key().source(),
                                arrival.at(),
                                AccountColumn.DUPLICATES,
                                1,
                                shards));
            }
        }
        if (!counts.isEmpty()) {
            store.count(counts);
        }
    }

    /** Stores raw bodies before their entries, so that no entry lacks its body. */
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

    /**
     * Completes a known event if the arrival brings what it lacks. Others may change it meanwhile,
     * so each refused write shows its current state.
     */
    private HoldResult completeKnown(Arrival arrival, Optional<Item> known) {
        Optional<Item> current = known;
        while (current.isPresent()) {
            if (!(arrival instanceof Arrival.Countable better) || !better.missing().isEmpty()) {
                return HoldResult.DUPLICATE;
            }
            if (!EntryItems.mayBeCompleted(current.get(), better.event())) {
                return EntryItems.isUnassigned(current.get(), better.event())
                        ? keepLateAgent(better)
                        : HoldResult.DUPLICATE;
            }
            switch (store.write(completion(better, EntryItems.entry(current.get())))) {
                case Applied _ -> {
                    return HoldResult.COMPLETES;
                }
                case Refused(Optional<Item> now) -> current = now;
            }
        }
        return hold(List.of(arrival)).getFirst();
    }

    private HoldResult keepLateAgent(Arrival.Countable named) {
        return store.write(LateAgents.insertion(named)) instanceof Applied
                ? HoldResult.COMPLETES
                : HoldResult.DUPLICATE;
    }

    private Write completion(Arrival.Countable better, LedgerEntry ledgerEntry) {
        List<AttributeChange> changes =
                new ArrayList<>(List.of(EntryItems.completion(better.event())));
        changes.add(EntryItems.reached(Milestone.COMPLETED, better.at()));
        changes.add(AttributeChange.set(EntryItems.COMPLETED_BY, better.envelope()));
        return EntryItems.move(
                shards,
                ledgerEntry.key(),
                Condition.is(EntryItems.REVISION, ledgerEntry.revision()),
                EntryState.READY,
                Optional.of(ledgerEntry.seenAt()),
                changes.toArray(AttributeChange[]::new));
    }
}
