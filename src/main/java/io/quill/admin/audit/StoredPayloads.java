package io.quill.admin.audit;

import io.quill.store.Chunks;
import io.quill.store.Condition;
import io.quill.store.DataStore;
import io.quill.store.Write;

import java.util.Optional;

/** In the store, compressed and in pieces. */
public record StoredPayloads(DataStore store) implements Payloads {
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

    private static String pk(String hash) {
        return "PAYLOAD#" + hash;
    }
}
