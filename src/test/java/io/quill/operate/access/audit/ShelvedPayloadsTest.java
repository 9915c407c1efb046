package io.quill.operate.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.file.ArchiveFault;
import io.quill.platform.file.Directory;
import io.quill.platform.file.Sha256;
import io.quill.platform.file.Shelf;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.SettableClock;
import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class ShelvedPayloadsTest {
    private static final byte[] PAYLOAD = {1, 2, 3};
    private static final String HASH = Sha256.hex(PAYLOAD);

    @TempDir private Path directory;

    private final Payloads store = new StoredPayloads(empty());

    private static DataStore empty() {
        return new MemoryStore(new SettableClock(Instant.parse("2026-03-02T09:00:00Z")));
    }

    /** One that nothing can be put on. */
    private record Away() implements Shelf {
        @Override
        public void put(String name, byte[] content) {
            throw new ArchiveFault("away", new IllegalStateException());
        }

        @Override
        public List<Kept> list(String prefix) {
            return List.of();
        }

        @Override
        public InputStream open(String name) {
            throw new ArchiveFault("away", new IllegalStateException());
        }

        @Override
        public void delete(String name) {}
    }

    @Test
    void lieOnTheShelf() {
        Payloads payloads = new ShelvedPayloads(new Directory(directory), store);
        payloads.keep(HASH, PAYLOAD);

        assertThat(payloads.find(HASH))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(PAYLOAD));
        assertThat(store.find(HASH)).isEmpty();
        assertThat(payloads.find("0".repeat(64))).isEmpty();
    }

    @Test
    void lieInTheStoreWhileTheShelfIsAway() {
        new ShelvedPayloads(new Away(), store).keep(HASH, PAYLOAD);

        assertThat(new ShelvedPayloads(new Directory(directory), store).find(HASH))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(PAYLOAD));
    }

    @Test
    void areReplacedWhereverTheyLie() {
        Payloads payloads = new ShelvedPayloads(new Directory(directory), store);
        payloads.keep(HASH, PAYLOAD);
        store.keep(HASH, PAYLOAD);
        store.keep("f".repeat(64), PAYLOAD);

        assertThat(payloads.hashes()).containsExactlyInAnyOrder(HASH, "f".repeat(64));
        payloads.hashes().forEach(hash -> payloads.replace(hash, new byte[] {9}));

        Payloads shelf = new ShelvedPayloads(new Directory(directory), new StoredPayloads(empty()));
        for (Payloads each : List.of(payloads, store, shelf)) {
            assertThat(each.find(HASH))
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(new byte[] {9}));
        }
        assertThat(shelf.hashes()).containsExactly(HASH);
    }
}
