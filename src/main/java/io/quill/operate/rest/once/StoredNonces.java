package io.quill.operate.rest.once;

import io.quill.operate.access.Nonces;
import io.quill.platform.file.Sha256;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Nonces that were used, in the store, so that one is good for one request over all replicas. A
 * signature is taken for ten minutes at most; a nonce is known much longer than that.
 */
public final class StoredNonces implements Nonces {
    private static final Duration MEMORY = Duration.ofDays(1);

    private final DataStore store;
    private final InstantSource clock;

    public StoredNonces(DataStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public boolean useUp(String nonce) {
        Item item =
                Item.at("NONCE#" + Sha256.hex(nonce), "claim")
                        .with(Item.EXPIRES_AT, clock.instant().plus(MEMORY).getEpochSecond())
                        .build();
        return !(store.write(Write.insert(item)) instanceof WriteResult.Refused);
    }
}
