package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.platform.store.DataStore;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Number of index partitions of each state: several for a shared store, which would have a hot key
 * otherwise; one for a store with a single writer.
 */
record Shards(int count) {
    static final Shards ONE = new Shards(1);
    static final Shards SEVERAL = new Shards(8);

    static Shards of(DataStore store) {
        return store.isExclusive() ? ONE : SEVERAL;
    }

    /** Returns a random shard, for items that may lie in any. */
    String randomShard() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(count));
    }

    String partition(EntryState entryState, EventKey key) {
        return partition(entryState, Math.floorMod(key.value().hashCode(), count));
    }

    /** Returns all partitions of a state. */
    List<String> partitions(EntryState entryState) {
        return IntStream.range(0, count).mapToObj(shard -> partition(entryState, shard)).toList();
    }

    private static String partition(EntryState entryState, int shard) {
        return entryState.word() + "#" + shard;
    }
}
