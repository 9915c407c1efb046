package io.quill.platform.store.dynamo;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.Count;
import io.quill.platform.store.Counting;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
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

/** A {@link DataStore} in one DynamoDB table, shared by as many processes as there are. */
public final class DynamoStore implements DataStore {
    private static final int REQUESTS_AT_ONCE = 16;

    private final Connection connection;
    private final Parallel parallel = new Parallel(REQUESTS_AT_ONCE);
    private final Reads reads;
    private final SingleWrites singles;
    private final Inserts inserts;
    private final Consequences consequences;
    private final Additions additions;

    /** Asks nothing of the table yet, so that a process can start while DynamoDB is away. */
    public static DynamoStore open(DynamoSettings settings, InstantSource clock) {
        return open(settings, clock, Counting.NOTHING);
    }

    public static DynamoStore open(
            DynamoSettings settings, InstantSource clock, Counting counting) {
        return new DynamoStore(
                new Connection(
                        Clients.open(settings),
                        settings.table(),
                        clock,
                        new SecureRandom(),
                        Thread::sleep),
                counting);
    }

    DynamoStore(Connection connection) {
        this(connection, Counting.NOTHING);
    }

    DynamoStore(Connection connection, Counting counting) {
        this.connection = connection;
        this.reads = new Reads(connection);
        this.singles = new SingleWrites(connection);
        this.consequences = new Consequences(counting, reads);
        this.additions = new Additions(singles, new SteadyClock(connection.clock()));
        this.inserts = new Inserts(connection, singles, parallel);
    }

    @Override
    public Optional<Item> get(Key key, Consistency consistency) {
        return reads.get(key, consistency);
    }

    @Override
    public Page query(Query query) {
        return reads.query(query);
    }

    @Override
    public Page index(IndexQuery query) {
        return reads.index(query);
    }

    @Override
    public WriteResult write(Write write) {
        return writeAll(List.of(write)).getFirst();
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes) {
        Instant begun = additions.now();
        writes.forEach(DynamoStore::check);
        Map<Key, Item> before = consequences.before(writes);
        List<WriteResult> results = written(writes);
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            counts.addAll(consequences.of(writes.get(i), results.get(i), before));
        }
        additions.add(counts, begun);
        return results;
    }

    /** Written soon: lost only with the process. */
    @Override
    public void count(List<Count> counts) {
        additions.add(counts, additions.now());
    }

    private List<WriteResult> written(List<? extends Write> writes) {
        Map<Key, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            places.computeIfAbsent(writes.get(i).key(), _ -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> others = new ArrayList<>();
        List<Integer> insertions = new ArrayList<>();
        for (List<Integer> ofOneKey : places.values()) {
            if (ofOneKey.stream().allMatch(place -> Consequences.isInsert(writes.get(place)))) {
                insertions.addAll(ofOneKey);
            } else {
                others.add(ofOneKey);
            }
        }
        SortedMap<Integer, WriteResult> results = new TreeMap<>();
        merge(results, others.stream().flatMap(List::stream).toList(), inTurn(writes, others));
        merge(results, insertions, inserts.insert(items(writes, insertions)));
        return List.copyOf(results.values());
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes, Guard guard) {
        guard.mustStandApartFrom(writes);
        writes.forEach(DynamoStore::check);
        return new GuardedWrites(connection, guard, consequences, writes).run();
    }

    @Override
    public Page scan(int limit, Optional<String> after) {
        return reads.scan(limit, after);
    }

    @Override
    public boolean mayHaveMiscounted() {
        boolean unsure = singles.takeUnsure();
        return additions.takeLost() || unsure;
    }

    @Override
    public boolean exclusive() {
        return false;
    }

    @Override
    public void close() {
        inserts.close();
        additions.close();
        connection.client().close();
    }

    /** Keys side by side, the writes of one key one after the other. */
    private List<WriteResult> inTurn(List<? extends Write> writes, List<List<Integer>> places) {
        return parallel
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
            item.checked();
        }
    }
}
