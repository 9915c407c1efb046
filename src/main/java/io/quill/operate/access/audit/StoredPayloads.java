package io.quill.operate.access.audit;

import io.quill.platform.store.Chunks;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Page;
import io.quill.platform.store.Write;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** In the store, compressed and in pieces. */
public record StoredPayloads(DataStore store) implements Payloads {
    private static final String PAYLOAD = "PAYLOAD#";
    private static final int PAGE = 500;
    private static final String PIECE = "piece#";

    @Override
    public void keep(String hash, byte[] payload) {
        store.writeAll(
                Chunks.of(pk(hash), PIECE, payload).stream()
                        .map(piece -> new Write.Put(piece, Condition.NONE))
                        .toList());
    }

    @Override
    public Optional<byte[]> find(String hash) {
        return Chunks.read(store, pk(hash), PIECE);
    }

    @Override
    public List<String> hashes() {
        Set<String> hashes = new TreeSet<>();
        Optional<String> after = Optional.empty();
        do {
            Page page = store.scan(PAGE, after);
            page.items().stream()
                    .map(item -> item.key().pk())
                    .filter(pk -> pk.startsWith(PAYLOAD))
                    .forEach(pk -> hashes.add(pk.substring(PAYLOAD.length())));
            after = page.next();
        } while (after.isPresent());
        return List.copyOf(hashes);
    }

    @Override
    public void replace(String hash, byte[] payload) {
        store.writeAll(Chunks.instead(store, pk(hash), PIECE, payload));
    }

    private static String pk(String hash) {
        return PAYLOAD + hash;
    }
}
