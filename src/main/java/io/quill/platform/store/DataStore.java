package io.quill.platform.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Table of items with one sparse index, with DynamoDB's guarantees and no more. A write is durable
 * when its call returns. Errors are StoreExceptions.
 */
public interface DataStore extends AutoCloseable {
    Optional<Item> get(ItemKey itemKey, Consistency consistency);

    ItemPage query(Query query);

    /**
     * Lists the sparse index. It may still name what has left it, and not yet name what has entered
     * it.
     */
    ItemPage index(IndexQuery query);

    WriteResult write(Write write);

    /**
     * Each write answers for itself, in the order given; of several to one key the first is done
     * first. An item that is too large stops all of them beforehand; after any other fault some may
     * be done.
     */
    List<WriteResult> writeAll(List<? extends Write> writes);

    /**
     * Does the same as {@link #writeAll(List)} without waiting. Whatever continues with the result
     * must not block, for it may hold up every other write.
     */
    default CompletableFuture<List<WriteResult>> submitAll(List<? extends Write> writes) {
        return CompletableFuture.supplyAsync(() -> writeAll(writes), Thread::startVirtualThread);
    }

    /**
     * Does the same as {@link #writeAll(List)}, under a guard that must hold for each of the
     * writes.
     */
    List<WriteResult> writeAll(List<? extends Write> writes, Guard guard);

    /** Adds to counters without a write. It is durable on return only where the store says so. */
    default void count(List<CounterIncrement> counts) {
        CounterSums counterSums = new CounterSums();
        counterSums.add(counts);
        writeAll(counterSums.writes());
    }

    /** Lists all items in no particular order; for rare work. */
    ItemPage scan(int limit, Optional<String> after);

    /**
     * Returns whether no other process can write here, so that claims of a dead one are free at
     * once.
     */
    boolean isExclusive();

    /** Returns why nothing can be written at the moment, as far as is known without a try. */
    default Optional<StoreException> writeFailure() {
        return Optional.empty();
    }

    /**
     * Returns whether a write may be uncounted since the last call: its answer was lost, or a sum
     * could not be added in time.
     */
    default boolean mayHaveMiscounted() {
        return false;
    }

    @Override
    void close();
}
