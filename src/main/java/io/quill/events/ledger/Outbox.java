package io.quill.events.ledger;

import io.quill.platform.store.DataStore;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemPage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Lists the entries that wait in a state, the longest due first. The index lags behind, so an entry
 * may have moved on, or be missing for a moment; a move finds out.
 */
public final class Outbox {
    private static final int PAGE = 500;

    private static final Comparator<LedgerEntry> ORDER =
            Comparator.comparing((LedgerEntry ledgerEntry) -> ledgerEntry.due().orElse(Instant.MAX))
                    .thenComparing(ledgerEntry -> ledgerEntry.key().value());

    private final DataStore store;
    private final Shards shards;

    public Outbox(DataStore store) {
        this.store = store;
        this.shards = Shards.of(store);
    }

    public List<LedgerEntry> waiting(EntryState entryState, int most) {
        List<String> partitions = shards.partitions(entryState);
        int mostOfEach = Math.ceilDiv(most, partitions.size());
        return partitions.stream()
                .flatMap(partition -> list(partition, mostOfEach))
                .filter(ledgerEntry -> ledgerEntry.state() == entryState)
                .sorted(ORDER)
                .limit(most)
                .toList();
    }

    /** Lists waiting entries that are due. */
    public List<LedgerEntry> due(EntryState entryState, Instant now, int most) {
        return waiting(entryState, most).stream()
                .filter(
                        ledgerEntry ->
                                ledgerEntry.due().filter(due -> !due.isAfter(now)).isPresent())
                .toList();
    }

    /** Does something to each entry that waits in a state. */
    public void forEach(EntryState entryState, Consumer<LedgerEntry> action) {
        for (String partition : shards.partitions(entryState)) {
            IndexQuery query = IndexQuery.of(partition, PAGE);
            Optional<ItemPage> page = Optional.of(store.index(query));
            while (page.isPresent()) {
                page.get().items().stream()
                        .map(EntryItems::entry)
                        .filter(ledgerEntry -> ledgerEntry.state() == entryState)
                        .forEach(action);
                page = page.get().next().map(cursor -> store.index(query.after(cursor)));
            }
        }
    }

    /** Returns items in a state that this version cannot read as entries. */
    public List<Item> unreadable(EntryState entryState) {
        List<Item> illegible = new ArrayList<>();
        for (String partition : shards.partitions(entryState)) {
            IndexQuery query = IndexQuery.of(partition, PAGE);
            Optional<ItemPage> page = Optional.of(store.index(query));
            while (page.isPresent()) {
                page.get().items().stream()
                        .filter(item -> !isReadable(item))
                        .forEach(illegible::add);
                page = page.get().next().map(cursor -> store.index(query.after(cursor)));
            }
        }
        return illegible;
    }

    private static boolean isReadable(Item item) {
        try {
            EntryItems.entry(item);
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    /** Counts the entries that wait in a state, up to a limit. */
    public long count(EntryState entryState, long most) {
        long counted = 0;
        for (String partition : shards.partitions(entryState)) {
            IndexQuery query = IndexQuery.of(partition, PAGE);
            Optional<ItemPage> page = Optional.of(store.index(query));
            while (page.isPresent() && counted < most) {
                counted += page.get().items().size();
                page = page.get().next().map(cursor -> store.index(query.after(cursor)));
            }
        }
        return Math.min(counted, most);
    }

    private Stream<LedgerEntry> list(String partition, int most) {
        IndexQuery query = IndexQuery.of(partition, most);
        List<LedgerEntry> entries = new ArrayList<>();
        Optional<ItemPage> page = Optional.of(store.index(query));
        while (page.isPresent() && entries.size() < most) {
            page.get().items().stream().map(EntryItems::entry).forEach(entries::add);
            page = page.get().next().map(cursor -> store.index(query.after(cursor)));
        }
        return entries.stream().limit(most);
    }
}
