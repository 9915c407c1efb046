package io.quill.operate.access.audit;

import io.quill.platform.file.ArchiveException;
import io.quill.platform.file.FileStorage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Payloads in a bucket; while it is away, they are kept in another store. */
public record BucketPayloadStore(FileStorage shelf, PayloadStore elsewhere)
        implements PayloadStore {
    private static final Logger LOG = LoggerFactory.getLogger(BucketPayloadStore.class);
    private static final String FOLDER = "payloads/";

    @Override
    public void keep(String hash, byte[] payload) {
        try {
            shelf.put(FOLDER + hash, payload);
        } catch (ArchiveException e) {
            LOG.warn(
                    "Could not write an audit payload to the bucket; it is kept in "
                            + "the store: {}",
                    e.getMessage());
            elsewhere.keep(hash, payload);
        }
    }

    @Override
    public Optional<byte[]> find(String hash) {
        return elsewhere.find(hash).or(() -> shelved(FOLDER + hash));
    }

    @Override
    public List<String> hashes() {
        Stream<String> shelved =
                shelf.list(FOLDER).stream().map(kept -> kept.name().substring(FOLDER.length()));
        return Stream.concat(shelved, elsewhere.hashes().stream()).distinct().toList();
    }

    @Override
    public void replace(String hash, byte[] payload) {
        if (elsewhere.find(hash).isPresent()) {
            elsewhere.replace(hash, payload);
        }
        if (shelved(FOLDER + hash).isPresent()) {
            shelf.put(FOLDER + hash, payload);
        }
    }

    private Optional<byte[]> shelved(String name) {
        if (shelf.list(name).stream().noneMatch(kept -> kept.name().equals(name))) {
            return Optional.empty();
        }
        try (InputStream payload = shelf.open(name)) {
            return Optional.of(payload.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read an audit payload", e);
        }
    }
}
