package io.quill.events.spool;

import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Write;

import java.time.InstantSource;

/** Checks by a harmless write whether a store takes writes. */
final class StoreProbe {
    private final DataStore store;
    private final InstantSource clock;

    StoreProbe(DataStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Throws StoreUnavailableException if the store takes no write. */
    void run() {
        long now = clock.instant().getEpochSecond();
        Item item = Item.at("PROBE#spool", "probe").with(Item.EXPIRES_AT, now).build();
        try {
            store.write(new Write.Put(item, Condition.NONE));
        } catch (StoreException e) {
            throw new StoreUnavailableException(e);
        }
    }
}
