package io.quill.operate.access.audit;

import io.quill.platform.store.ChunkedItems;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Write;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Payloads in the data store, compressed and in chunks. */
public record ItemPayloadStore(DataStore store) implements PayloadStore {
    private static final String PAYLOAD = "PAYLOAD#";
    private static final int PAGE = 500;
    private static final String PIECE = "piece#";

    @Override
    public void keep(String hash, byte[] payload) {
        store.writeAll(
                ChunkedItems.of(pk(hash), PIECE, payload).stream()
                        .map(piece -> new Write.Put(piece, Condition.NONE))
                        .toList());
    }

    @Override
    public Optional<byte[]> find(String hash) {
        return ChunkedItems.read(store, pk(hash), PIECE);
    }

    @Override
    public List<String> hashes() {
        Set<String> hashes = new TreeSet<>();
        Optional<String> after = Optional.empty();
        do {
            ItemPage itemPage = store.scan(PAGE, after);
            itemPage.items().stream()
                    .map(item -> item.key().pk())
                    .filter(pk -> pk.startsWith(PAYLOAD))
                    .forEach(pk -> hashes.add(pk.substring(PAYLOAD.length())));
            after = itemPage.next();
        } while (after.isPresent());
        return List.copyOf(hashes);
    }

    @Override
    public void replace(String hash, byte[] payload) {
        store.writeAll(ChunkedItems.replace(store, pk(hash), PIECE, payload));
    }

    private static String pk(String hash) {
        return PAYLOAD + hash;
    }
}
