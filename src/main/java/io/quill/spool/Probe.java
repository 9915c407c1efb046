package io.quill.spool;

import io.quill.store.Condition;
import io.quill.store.DataStore;
import io.quill.store.Item;
import io.quill.store.StoreException;
import io.quill.store.Write;

import java.time.InstantSource;

/** Finds out with a write of no consequence whether a store takes any. */
final class Probe {
    private final DataStore store;
    private final InstantSource clock;

    Probe(DataStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Throws {@link StoreAway} when it takes none. */
    void run() {
        long now = clock.instant().getEpochSecond();
        Item item = Item.at("PROBE#spool", "probe").with(Item.EXPIRES_AT, now).build();
        try {
            store.write(new Write.Put(item, Condition.NONE));
        } catch (StoreException e) {
            throw new StoreAway(e);
        }
    }
}
