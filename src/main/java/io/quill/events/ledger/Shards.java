package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.platform.store.DataStore;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Into how many partitions each state's part of the index is cut. A store that many write to would
 * have a hot key otherwise; one that a single process writes to would only touch more pages.
 */
record Shards(int count) {
    static final Shards ONE = new Shards(1);
    static final Shards SEVERAL = new Shards(8);

    static Shards of(DataStore store) {
        return store.exclusive() ? ONE : SEVERAL;
    }

    /** For what may lie in any of them. */
    String any() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(count));
    }

    String partition(State state, EventKey key) {
        return partition(state, Math.floorMod(key.value().hashCode(), count));
    }

    /** All those of a state. */
    List<String> partitions(State state) {
        return IntStream.range(0, count).mapToObj(shard -> partition(state, shard)).toList();
    }

    private static String partition(State state, int shard) {
        return state.word() + "#" + shard;
    }
}
