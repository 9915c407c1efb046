package io.quill.platform.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A table of items with one sparse index, with the promises that DynamoDB makes and no more. A
 * write is durable when its call returns. Faults are {@link StoreException}s.
 */
public interface DataStore extends AutoCloseable {
    Optional<Item> get(Key key, Consistency consistency);

    Page query(Query query);

    /**
     * Lists the sparse index. It may still name what has left it, and not yet name what has entered
     * it.
     */
    Page index(IndexQuery query);

    WriteResult write(Write write);

    /**
     * Each write answers for itself, in the order given; of several to one key the first is done
     * first. An item that is too large stops all of them beforehand; after any other fault some may
     * be done.
     */
    List<WriteResult> writeAll(List<? extends Write> writes);

    /**
     * As {@link #writeAll(List)}, but nobody waits: the answer, or the fault, comes when it comes.
     * What goes on from there may not wait for anything, for it may hold up every other write.
     */
    default CompletableFuture<List<WriteResult>> submitAll(List<? extends Write> writes) {
        return CompletableFuture.supplyAsync(() -> writeAll(writes), Thread::startVirtualThread);
    }

    /** As {@link #writeAll(List)}, but under a guard that holds for every single one of them. */
    List<WriteResult> writeAll(List<? extends Write> writes, Guard guard);

    /** Adds what follows from no write. Only where a store says so is it durable on return. */
    default void count(List<Count> counts) {
        Sums sums = new Sums();
        sums.add(counts);
        writeAll(sums.writes());
    }

    /** All items there are, in no order that means anything; for what is done now and then. */
    Page scan(int limit, Optional<String> after);

    /**
     * Whether no other process can be writing here: then whatever a dead one had claimed is free at
     * once.
     */
    boolean exclusive();

    /** Why nothing can be written at the moment, as far as is known without a try. */
    default Optional<StoreException> obstacle() {
        return Optional.empty();
    }

    /**
     * Whether something may have been written that was not counted, since this was asked last: a
     * write whose answer was lost, or a sum that could not be added in time.
     */
    default boolean mayHaveMiscounted() {
        return false;
    }

    @Override
    void close();
}
