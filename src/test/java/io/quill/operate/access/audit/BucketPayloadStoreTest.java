package io.quill.operate.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.file.ArchiveException;
import io.quill.platform.file.DiskFileStorage;
import io.quill.platform.file.FileStorage;
import io.quill.platform.file.Sha256;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class BucketPayloadStoreTest {
    private static final byte[] PAYLOAD = {1, 2, 3};
    private static final String HASH = Sha256.hex(PAYLOAD);

    @TempDir private Path directory;

    private final PayloadStore store = new ItemPayloadStore(empty());

    private static DataStore empty() {
        return new MemoryStore(new SettableClock(Instant.parse("2026-03-02T09:00:00Z")));
    }

    /** One that nothing can be put on. */
    private record Away() implements FileStorage {
        @Override
        public void put(String name, byte[] content) {
            throw new ArchiveException("away", new IllegalStateException());
        }

        @Override
        public void put(String name, Path file) {
            throw new ArchiveException("away", new IllegalStateException());
        }

        @Override
        public List<Kept> list(String prefix) {
            return List.of();
        }

        @Override
        public InputStream open(String name) {
            throw new ArchiveException("away", new IllegalStateException());
        }

        @Override
        public void delete(String name) {}
    }

    @Test
    void lieOnTheShelf() {
        PayloadStore payloadStore = new BucketPayloadStore(new DiskFileStorage(directory), store);
        payloadStore.keep(HASH, PAYLOAD);

        assertThat(payloadStore.find(HASH))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(PAYLOAD));
        assertThat(store.find(HASH)).isEmpty();
        assertThat(payloadStore.find("0".repeat(64))).isEmpty();
    }

    @Test
    void lieInTheStoreWhileTheShelfIsAway() {
        new BucketPayloadStore(new Away(), store).keep(HASH, PAYLOAD);

        assertThat(new BucketPayloadStore(new DiskFileStorage(directory), store).find(HASH))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(PAYLOAD));
    }

    @Test
    void areReplacedWhereverTheyLie() {
        PayloadStore payloadStore = new BucketPayloadStore(new DiskFileStorage(directory), store);
        payloadStore.keep(HASH, PAYLOAD);
        store.keep(HASH, PAYLOAD);
        store.keep("f".repeat(64), PAYLOAD);

        assertThat(payloadStore.hashes()).containsExactlyInAnyOrder(HASH, "f".repeat(64));
        payloadStore.hashes().forEach(hash -> payloadStore.replace(hash, new byte[] {9}));

        PayloadStore shelf =
                new BucketPayloadStore(
                        new DiskFileStorage(directory), new ItemPayloadStore(empty()));
        for (PayloadStore each : List.of(payloadStore, store, shelf)) {
            assertThat(each.find(HASH))
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(new byte[] {9}));
        }
        assertThat(shelf.hashes()).containsExactly(HASH);
    }
}
