package io.quill.events.ledger;

import io.quill.platform.store.DataStore;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.Page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Lists what waits in a state, the longest due first. It reads a hint, from its start each time: an
 * entry may have moved on since, and one may not show yet; a move finds out.
 */
public final class Outbox {
    private static final int PAGE = 500;

    private static final Comparator<Entry> ORDER =
            Comparator.comparing((Entry entry) -> entry.due().orElse(Instant.MAX))
                    .thenComparing(entry -> entry.key().value());

    private final DataStore store;
    private final Shards shards;

    public Outbox(DataStore store) {
        this.store = store;
        this.shards = Shards.of(store);
    }

    public List<Entry> waiting(State state, int most) {
        List<String> partitions = shards.partitions(state);
        int mostOfEach = Math.ceilDiv(most, partitions.size());
        return partitions.stream()
                .flatMap(partition -> listed(partition, mostOfEach))
                .filter(entry -> entry.state() == state)
                .sorted(ORDER)
                .limit(most)
                .toList();
    }

    /** As {@link #waiting}, but only what is due. */
    public List<Entry> due(State state, Instant now, int most) {
        return waiting(state, most).stream()
                .filter(entry -> entry.due().filter(due -> !due.isAfter(now)).isPresent())
                .toList();
    }

    /** Each that waits in a state, however many there are. */
    public void forEach(State state, Consumer<Entry> action) {
        for (String partition : shards.partitions(state)) {
            IndexQuery query = IndexQuery.of(partition, PAGE);
            Optional<Page> page = Optional.of(store.index(query));
            while (page.isPresent()) {
                page.get().items().stream()
                        .map(EntryItems::entry)
                        .filter(entry -> entry.state() == state)
                        .forEach(action);
                page = page.get().next().map(cursor -> store.index(query.after(cursor)));
            }
        }
    }

    /** Items of a state that are not entries as this version knows them. */
    public List<Item> illegible(State state) {
        List<Item> illegible = new ArrayList<>();
        for (String partition : shards.partitions(state)) {
            IndexQuery query = IndexQuery.of(partition, PAGE);
            Optional<Page> page = Optional.of(store.index(query));
            while (page.isPresent()) {
                page.get().items().stream()
                        .filter(item -> !isLegible(item))
                        .forEach(illegible::add);
                page = page.get().next().map(cursor -> store.index(query.after(cursor)));
            }
        }
        return illegible;
    }

    private static boolean isLegible(Item item) {
        try {
            EntryItems.entry(item);
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    /** How many wait in a state, counted no further than asked. */
    public long count(State state, long most) {
        long counted = 0;
        for (String partition : shards.partitions(state)) {
            IndexQuery query = IndexQuery.of(partition, PAGE);
            Optional<Page> page = Optional.of(store.index(query));
            while (page.isPresent() && counted < most) {
                counted += page.get().items().size();
                page = page.get().next().map(cursor -> store.index(query.after(cursor)));
            }
        }
        return Math.min(counted, most);
    }

    private Stream<Entry> listed(String partition, int most) {
        IndexQuery query = IndexQuery.of(partition, most);
        List<Entry> entries = new ArrayList<>();
        Optional<Page> page = Optional.of(store.index(query));
        while (page.isPresent() && entries.size() < most) {
            page.get().items().stream().map(EntryItems::entry).forEach(entries::add);
            page = page.get().next().map(cursor -> store.index(query.after(cursor)));
        }
        return entries.stream().limit(most);
    }
}
