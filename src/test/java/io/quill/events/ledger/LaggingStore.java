package io.quill.events.ledger;

import io.quill.platform.store.Consistency;
import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store whose index can stand still while its items move on, and whose counts are written later,
 * as DynamoDB's may.
 */
public final class LaggingStore implements DataStore {
    private final DataStore store;
    private final Map<String, ItemPage> old = new HashMap<>();
    private final List<CounterIncrement> late = new ArrayList<>();
    private boolean frozen;

    public LaggingStore(DataStore store) {
        this.store = store;
    }

    /** From now on the index shows what it shows now. */
    public void freeze() {
        frozen = true;
        old.clear();
        for (String partition : Shards.of(store).partitions(EntryState.READY)) {
            old.put(partition, store.index(IndexQuery.of(partition, 1000)));
        }
    }

    public void thaw() {
        frozen = false;
        store.count(List.copyOf(late));
        late.clear();
    }

    @Override
    public void count(List<CounterIncrement> counts) {
        if (frozen) {
            late.addAll(counts);
        } else {
            store.count(counts);
        }
    }

    @Override
    public ItemPage scan(int limit, Optional<String> after) {
        return store.scan(limit, after);
    }

    @Override
    public ItemPage index(IndexQuery query) {
        return frozen
                ? old.getOrDefault(query.partition(), new ItemPage(List.of(), Optional.empty()))
                : store.index(query);
    }

    @Override
    public Optional<Item> get(ItemKey itemKey, Consistency consistency) {
        return store.get(itemKey, consistency);
    }

    @Override
    public ItemPage query(Query query) {
        return store.query(query);
    }

    @Override
    public WriteResult write(Write write) {
        return store.write(write);
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes) {
        return store.writeAll(writes);
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes, Guard guard) {
        return store.writeAll(writes, guard);
    }

    @Override
    public boolean isExclusive() {
        return store.isExclusive();
    }

    @Override
    public void close() {
        store.close();
    }
}
