package io.quill.platform.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A store that fails, stalls or refuses single writes when a test tells it to. */
public final class FailingStore implements DataStore {
    private final DataStore store;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger stalled = new AtomicInteger();
    private volatile Optional<StoreException.Reason> fault = Optional.empty();
    private volatile boolean unreadable;
    private volatile Predicate<Write> poison = _ -> false;
    private volatile StoreException.Reason poisonous = StoreException.Reason.TOO_LARGE;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public FailingStore(DataStore store) {
        this.store = store;
    }

    public void fail(StoreException.Reason reason) {
        fault = Optional.of(reason);
    }

    /** As if nothing were there any more. */
    public void vanish() {
        unreadable = true;
        fail(StoreException.Reason.UNAVAILABLE);
    }

    public void recover() {
        unreadable = false;
        fault = Optional.empty();
        poison = _ -> false;
    }

    /** Writes of this kind fail whatever they travel with. */
    public void poison(Predicate<Write> kind) {
        poison = kind;
    }

    /** The same, with this reason. */
    public void poison(Predicate<Write> kind, StoreException.Reason reason) {
        poisonous = reason;
        poison(kind);
    }

    /** Writes wait from now on. */
    public void stall() {
        gate = new CountDownLatch(1);
    }

    public void resume() {
        gate.countDown();
    }

    /** How many writers wait. */
    public int stalled() {
        return stalled.get();
    }

    /** How often it was asked to write. */
    public int asked() {
        return asked.get();
    }

    private void befall(List<? extends Write> writes) {
        asked.incrementAndGet();
        stalled.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new StoreException(StoreException.Reason.UNAVAILABLE, "interrupted", e);
        } finally {
            stalled.decrementAndGet();
        }
        refuse();
        if (writes.stream().anyMatch(poison)) {
            throw new StoreException(poisonous, "one is poison");
        }
    }

    private void refuse() {
        fault.ifPresent(
                each -> {
                    throw new StoreException(each, "told to fail");
                });
    }

    private void beRead() {
        if (unreadable) {
            refuse();
        }
    }

    @Override
    public Optional<Item> get(ItemKey itemKey, Consistency consistency) {
        beRead();
        return store.get(itemKey, consistency);
    }

    @Override
    public ItemPage query(Query query) {
        beRead();
        return store.query(query);
    }

    @Override
    public ItemPage scan(int limit, Optional<String> after) {
        beRead();
        return store.scan(limit, after);
    }

    @Override
    public ItemPage index(IndexQuery query) {
        beRead();
        return store.index(query);
    }

    @Override
    public WriteResult write(Write write) {
        befall(List.of(write));
        return store.write(write);
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes) {
        befall(writes);
        return store.writeAll(writes);
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes, Guard guard) {
        befall(writes);
        return store.writeAll(writes, guard);
    }

    @Override
    public boolean isExclusive() {
        return store.isExclusive();
    }

    @Override
    public void close() {
        resume();
        store.close();
    }
}
