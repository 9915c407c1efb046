package io.quill.operate.rest.once;

import io.quill.operate.access.NonceStore;
import io.quill.platform.file.Sha256;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import java.time.Duration;
import java.time.InstantSource;

/** Used nonces in the store, so that each is good once over all replicas. */
public final class ItemNonceStore implements NonceStore {
    private static final Duration MEMORY = Duration.ofDays(1);

    private final DataStore store;
    private final InstantSource clock;

    public ItemNonceStore(DataStore store, InstantSource clock) {
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
