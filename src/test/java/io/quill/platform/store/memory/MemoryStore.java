package io.quill.platform.store.memory;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.Count;
import io.quill.platform.store.Counting;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLost;
import io.quill.platform.store.IndexPlace;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
import io.quill.platform.store.Query;
import io.quill.platform.store.Sums;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Keeps everything on the heap, behind one lock; what it has is gone with the process. */
public final class MemoryStore implements DataStore {
    private final InstantSource clock;
    private final Counting counting;
    private final Map<String, NavigableMap<String, Item>> partitions = new HashMap<>();
    private final Map<String, NavigableMap<IndexPlace, Item>> index = new HashMap<>();

    public MemoryStore(InstantSource clock) {
        this(clock, Counting.NOTHING);
    }

    public MemoryStore(InstantSource clock, Counting counting) {
        this.clock = clock;
        this.counting = counting;
    }

    @Override
    public synchronized Optional<Item> get(Key key, Consistency consistency) {
        Instant now = clock.instant();
        return stored(key).filter(item -> !item.expired(now));
    }

    @Override
    public synchronized Page query(Query query) {
        NavigableMap<String, Item> all = partition(query.pk());
        NavigableMap<String, Item> ordered =
                query.order() == Query.Order.ASCENDING ? all : all.descendingMap();
        NavigableMap<String, Item> rest =
                query.after().map(cursor -> ordered.tailMap(cursor, false)).orElse(ordered);
        List<Item> matching =
                rest.values().stream()
                        .filter(item -> item.key().sk().startsWith(query.skPrefix()))
                        .toList();
        return page(matching, query.limit(), item -> item.key().sk());
    }

    @Override
    public synchronized Page index(IndexQuery query) {
        NavigableMap<IndexPlace, Item> all =
                index.getOrDefault(query.partition(), Collections.emptyNavigableMap());
        NavigableMap<IndexPlace, Item> rest =
                query.after()
                        .map(cursor -> all.tailMap(IndexPlace.parse(cursor), false))
                        .orElse(all);
        return page(
                rest.values(), query.limit(), item -> IndexPlace.of(item).orElseThrow().cursor());
    }

    @Override
    public WriteResult write(Write write) {
        return writeAll(List.of(write)).getFirst();
    }

    @Override
    public synchronized List<WriteResult> writeAll(List<? extends Write> writes) {
        writes.forEach(MemoryStore::check);
        return writes.stream().map(this::apply).toList();
    }

    @Override
    public synchronized List<WriteResult> writeAll(List<? extends Write> writes, Guard guard) {
        guard.mustStandApartFrom(writes);
        if (!guard.condition().holds(get(guard.key(), Consistency.STRONG))) {
            throw new GuardLost(guard);
        }
        return writeAll(writes);
    }

    @Override
    public synchronized Page scan(int limit, Optional<String> after) {
        List<Item> all =
                partitions.values().stream()
                        .flatMap(partition -> partition.values().stream())
                        .filter(item -> after.filter(last -> !isBehind(item, last)).isEmpty())
                        .sorted(Comparator.comparing(Item::key))
                        .toList();
        return page(all, limit, item -> item.key().cursor());
    }

    private static boolean isBehind(Item item, String cursor) {
        return item.key().compareTo(Key.parse(cursor)) > 0;
    }

    @Override
    public boolean exclusive() {
        return true;
    }

    @Override
    public void close() {}

    private static void check(Write write) {
        if (write instanceof Write.Put(Item item, _)) {
            item.checked();
        }
    }

    private WriteResult apply(Write write) {
        Optional<Item> live = get(write.key(), Consistency.STRONG);
        if (!write.condition().holds(live)) {
            if (write instanceof Write.Put(Item item, Condition.Absent _)) {
                live.ifPresent(there -> add(counting.refused(item, there)));
            }
            return new WriteResult.Refused(live);
        }
        Optional<Item> after = write.after(live).map(Item::checked);
        change(write, after);
        add(counting.written(live, after));
        return WriteResult.APPLIED;
    }

    private void add(List<Count> counts) {
        Sums sums = new Sums();
        sums.add(counts);
        sums.writes().forEach(sum -> change(sum, sum.after(get(sum.key(), Consistency.STRONG))));
    }

    private void change(Write write, Optional<Item> after) {
        stored(write.key()).ifPresent(this::remove);
        after.ifPresent(this::add);
    }

    private Optional<Item> stored(Key key) {
        return Optional.ofNullable(partition(key.pk()).get(key.sk()));
    }

    private NavigableMap<String, Item> partition(String pk) {
        return partitions.getOrDefault(pk, Collections.emptyNavigableMap());
    }

    private void add(Item item) {
        partitions
                .computeIfAbsent(item.key().pk(), _ -> new TreeMap<>(Key::compare))
                .put(item.key().sk(), item);
        IndexPlace.of(item).ifPresent(place -> listed(item).put(place, item));
    }

    private void remove(Item item) {
        partition(item.key().pk()).remove(item.key().sk());
        IndexPlace.of(item).ifPresent(place -> listed(item).remove(place));
    }

    private NavigableMap<IndexPlace, Item> listed(Item item) {
        String partition = item.text(Item.INDEX).orElseThrow();
        return index.computeIfAbsent(partition, _ -> new TreeMap<>());
    }

    /** A page ends where DynamoDB's does, so that nobody comes to rely on a fuller one. */
    private Page page(Collection<Item> items, int limit, Function<Item, String> cursor) {
        Instant now = clock.instant();
        List<Item> page = new ArrayList<>();
        int bytes = 0;
        for (Item item : items) {
            if (page.size() == limit || bytes > Page.MOST_BYTES) {
                return new Page(page, Optional.of(cursor.apply(page.getLast())));
            }
            if (!item.expired(now)) {
                page.add(item);
                bytes += item.size();
            }
        }
        return new Page(page, Optional.empty());
    }
}
