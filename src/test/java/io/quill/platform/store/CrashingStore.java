package io.quill.platform.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store whose process dies at a chosen single write, before it or as soon as it is done, or is
 * paused at any chosen access, while others go on.
 */
public final class CrashingStore implements DataStore {
    private final DataStore store;
    private int writesToLive = Integer.MAX_VALUE;
    private int untilPause = Integer.MAX_VALUE;
    private Runnable others = () -> {};

    public CrashingStore(DataStore store) {
        this.store = store;
    }

    public void dieAfter(int writes) {
        writesToLive = writes;
    }

    /** Until it is told otherwise, nothing more happens to it. */
    public void liveOn() {
        writesToLive = Integer.MAX_VALUE;
        untilPause = Integer.MAX_VALUE;
    }

    /**
     * The others go on before a write is done, or after something was read and is stale by then.
     */
    public void pauseAt(int accesses, Runnable meanwhile) {
        untilPause = accesses;
        others = meanwhile;
    }

    private void mayPause() {
        if (untilPause-- <= 0) {
            untilPause = Integer.MAX_VALUE;
            others.run();
        }
    }

    @Override
    public WriteResult write(Write write) {
        return writeAll(List.of(write)).getFirst();
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes) {
        List<WriteResult> results = new ArrayList<>();
        for (Write write : writes) {
            live();
            results.add(store.write(write));
        }
        return results;
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes, Guard guard) {
        List<WriteResult> results = new ArrayList<>();
        for (Write write : writes) {
            live();
            results.addAll(store.writeAll(List.of(write), guard));
        }
        return results;
    }

    private void live() {
        mayPause();
        if (writesToLive-- <= 0) {
            liveOn();
            throw new ProcessKilledException("a write");
        }
    }

    @Override
    public Optional<Item> get(ItemKey itemKey, Consistency consistency) {
        Optional<Item> item = store.get(itemKey, consistency);
        mayPause();
        return item;
    }

    @Override
    public ItemPage query(Query query) {
        return store.query(query);
    }

    @Override
    public ItemPage scan(int limit, Optional<String> after) {
        return store.scan(limit, after);
    }

    @Override
    public ItemPage index(IndexQuery query) {
        return store.index(query);
    }

    @Override
    public boolean isExclusive() {
        return false;
    }

    @Override
    public void close() {
        store.close();
    }
}
