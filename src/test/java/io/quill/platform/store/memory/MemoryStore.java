package io.quill.platform.store.memory;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.CounterRules;
import io.quill.platform.store.CounterSums;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.GuardLostException;
import io.quill.platform.store.IndexPosition;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
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

/** Store on the heap, behind one lock; its items are gone with the process. */
public final class MemoryStore implements DataStore {
    private final InstantSource clock;
    private final CounterRules counterRules;
    private final Map<String, NavigableMap<String, Item>> partitions = new HashMap<>();
    private final Map<String, NavigableMap<IndexPosition, Item>> index = new HashMap<>();

    public MemoryStore(InstantSource clock) {
        this(clock, CounterRules.NOTHING);
    }

    public MemoryStore(InstantSource clock, CounterRules counterRules) {
        this.clock = clock;
        this.counterRules = counterRules;
    }

    @Override
    public synchronized Optional<Item> get(ItemKey itemKey, Consistency consistency) {
        Instant now = clock.instant();
        return stored(itemKey).filter(item -> !item.expired(now));
    }

    @Override
    public synchronized ItemPage query(Query query) {
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
    public synchronized ItemPage index(IndexQuery query) {
        NavigableMap<IndexPosition, Item> all =
                index.getOrDefault(query.partition(), Collections.emptyNavigableMap());
        NavigableMap<IndexPosition, Item> rest =
                query.after()
                        .map(cursor -> all.tailMap(IndexPosition.parse(cursor), false))
                        .orElse(all);
        return page(
                rest.values(),
                query.limit(),
                item -> IndexPosition.of(item).orElseThrow().cursor());
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
        guard.requireOtherKeys(writes);
        if (!guard.condition().holds(get(guard.key(), Consistency.STRONG))) {
            throw new GuardLostException(guard);
        }
        return writeAll(writes);
    }

    @Override
    public synchronized ItemPage scan(int limit, Optional<String> after) {
        List<Item> all =
                partitions.values().stream()
                        .flatMap(partition -> partition.values().stream())
                        .filter(item -> after.filter(last -> !isBehind(item, last)).isEmpty())
                        .sorted(Comparator.comparing(Item::key))
                        .toList();
        return page(all, limit, item -> item.key().cursor());
    }

    private static boolean isBehind(Item item, String cursor) {
        return item.key().compareTo(ItemKey.parse(cursor)) > 0;
    }

    @Override
    public boolean isExclusive() {
        return true;
    }

    @Override
    public void close() {}

    private static void check(Write write) {
        if (write instanceof Write.Put(Item item, _)) {
            item.requireFits();
        }
    }

    private WriteResult apply(Write write) {
        Optional<Item> live = get(write.key(), Consistency.STRONG);
        if (!write.condition().holds(live)) {
            if (write instanceof Write.Put(Item item, Condition.Absent _)) {
                live.ifPresent(there -> add(counterRules.refused(item, there)));
            }
            return new WriteResult.Refused(live);
        }
        Optional<Item> after = write.after(live).map(Item::requireFits);
        change(write, after);
        add(counterRules.written(live, after));
        return WriteResult.APPLIED;
    }

    private void add(List<CounterIncrement> counts) {
        CounterSums counterSums = new CounterSums();
        counterSums.add(counts);
        counterSums
                .writes()
                .forEach(sum -> change(sum, sum.after(get(sum.key(), Consistency.STRONG))));
    }

    private void change(Write write, Optional<Item> after) {
        stored(write.key()).ifPresent(this::remove);
        after.ifPresent(this::add);
    }

    private Optional<Item> stored(ItemKey itemKey) {
        return Optional.ofNullable(partition(itemKey.pk()).get(itemKey.sk()));
    }

    private NavigableMap<String, Item> partition(String pk) {
        return partitions.getOrDefault(pk, Collections.emptyNavigableMap());
    }

    private void add(Item item) {
        partitions
                .computeIfAbsent(item.key().pk(), _ -> new TreeMap<>(ItemKey::compare))
                .put(item.key().sk(), item);
        IndexPosition.of(item).ifPresent(place -> listed(item).put(place, item));
    }

    private void remove(Item item) {
        partition(item.key().pk()).remove(item.key().sk());
        IndexPosition.of(item).ifPresent(place -> listed(item).remove(place));
    }

    private NavigableMap<IndexPosition, Item> listed(Item item) {
        String partition = item.text(Item.INDEX).orElseThrow();
        return index.computeIfAbsent(partition, _ -> new TreeMap<>());
    }

    /** Ends a page where DynamoDB would, so that nobody comes to rely on a fuller one. */
    private ItemPage page(Collection<Item> items, int limit, Function<Item, String> cursor) {
        Instant now = clock.instant();
        List<Item> page = new ArrayList<>();
        int bytes = 0;
        for (Item item : items) {
            if (page.size() == limit || bytes > ItemPage.MOST_BYTES) {
                return new ItemPage(page, Optional.of(cursor.apply(page.getLast())));
            }
            if (!item.expired(now)) {
                page.add(item);
                bytes += item.size();
            }
        }
        return new ItemPage(page, Optional.empty());
    }
}
