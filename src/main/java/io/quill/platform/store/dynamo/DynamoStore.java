package io.quill.platform.store.dynamo;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.CounterRules;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;
import io.quill.platform.time.SteadyClock;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Store in one DynamoDB table, shared by any number of processes. */
public final class DynamoStore implements DataStore {
    private static final int REQUESTS_AT_ONCE = 16;

    private final DynamoConnection dynamoConnection;
    private final BoundedParallel boundedParallel = new BoundedParallel(REQUESTS_AT_ONCE);
    private final ItemReader itemReader;
    private final SingleWrites singles;
    private final BatchInserts batchInserts;
    private final CounterEffects counterEffects;
    private final CounterWriter counterWriter;

    /** Asks nothing of the table yet, so that a process can start while DynamoDB is away. */
    public static DynamoStore open(DynamoSettings settings, InstantSource clock) {
        return open(settings, clock, CounterRules.NOTHING);
    }

    public static DynamoStore open(
            DynamoSettings settings, InstantSource clock, CounterRules counterRules) {
        return new DynamoStore(
                new DynamoConnection(
                        DynamoClients.open(settings),
                        settings.table(),
                        clock,
                        new SecureRandom(),
                        Thread::sleep),
                counterRules);
    }

    DynamoStore(DynamoConnection dynamoConnection) {
        this(dynamoConnection, CounterRules.NOTHING);
    }

    DynamoStore(DynamoConnection dynamoConnection, CounterRules counterRules) {
        this.dynamoConnection = dynamoConnection;
        this.itemReader = new ItemReader(dynamoConnection);
        this.singles = new SingleWrites(dynamoConnection);
        this.counterEffects = new CounterEffects(counterRules, itemReader);
        this.counterWriter = new CounterWriter(singles, new SteadyClock(dynamoConnection.clock()));
        this.batchInserts = new BatchInserts(dynamoConnection, singles, boundedParallel);
    }

    @Override
    public Optional<Item> get(ItemKey itemKey, Consistency consistency) {
        return itemReader.get(itemKey, consistency);
    }

    @Override
    public ItemPage query(Query query) {
        return itemReader.query(query);
    }

    @Override
    public ItemPage index(IndexQuery query) {
        return itemReader.index(query);
    }

    @Override
    public WriteResult write(Write write) {
        return writeAll(List.of(write)).getFirst();
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes) {
        Instant begun = counterWriter.now();
        writes.forEach(DynamoStore::check);
        Map<ItemKey, Item> before = counterEffects.before(writes);
        List<WriteResult> results = written(writes);
        List<CounterIncrement> counts = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            counts.addAll(counterEffects.of(writes.get(i), results.get(i), before));
        }
        counterWriter.add(counts, begun);
        return results;
    }

    /** Written soon: lost only with the process. */
    @Override
    public void count(List<CounterIncrement> counts) {
        counterWriter.add(counts, counterWriter.now());
    }

    private List<WriteResult> written(List<? extends Write> writes) {
        Map<ItemKey, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            places.computeIfAbsent(writes.get(i).key(), _ -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> others = new ArrayList<>();
        List<Integer> insertions = new ArrayList<>();
        for (List<Integer> ofOneKey : places.values()) {
            if (ofOneKey.stream().allMatch(place -> CounterEffects.isInsert(writes.get(place)))) {
                insertions.addAll(ofOneKey);
            } else {
                others.add(ofOneKey);
            }
        }
        SortedMap<Integer, WriteResult> results = new TreeMap<>();
        merge(
                results,
                others.stream().flatMap(List::stream).toList(),
                writeInOrder(writes, others));
        merge(results, insertions, batchInserts.insert(items(writes, insertions)));
        return List.copyOf(results.values());
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes, Guard guard) {
        guard.requireOtherKeys(writes);
        writes.forEach(DynamoStore::check);
        return new GuardedWrites(dynamoConnection, guard, counterEffects, writes).run();
    }

    @Override
    public ItemPage scan(int limit, Optional<String> after) {
        return itemReader.scan(limit, after);
    }

    @Override
    public boolean mayHaveMiscounted() {
        boolean unsure = singles.resetUnsure();
        return counterWriter.resetLost() || unsure;
    }

    @Override
    public boolean isExclusive() {
        return false;
    }

    @Override
    public void close() {
        batchInserts.close();
        counterWriter.close();
        dynamoConnection.client().close();
    }

    /** Writes different keys at the same time, and writes of one key in order. */
    private List<WriteResult> writeInOrder(
            List<? extends Write> writes, List<List<Integer>> places) {
        return boundedParallel
                .all(
                        places,
                        ofOneKey -> ofOneKey.stream().map(writes::get).map(singles::write).toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static void merge(
            Map<Integer, WriteResult> results, List<Integer> places, List<WriteResult> more) {
        Iterator<WriteResult> next = more.iterator();
        places.forEach(place -> results.put(place, next.next()));
    }

    private static List<Item> items(List<? extends Write> writes, List<Integer> places) {
        return places.stream()
                .<Write>map(writes::get)
                .flatMap(
                        write ->
                                write instanceof Write.Put(Item item, _)
                                        ? Stream.of(item)
                                        : Stream.empty())
                .toList();
    }

    private static void check(Write write) {
        if (write instanceof Write.Put(Item item, _)) {
            item.requireFits();
        }
    }
}
