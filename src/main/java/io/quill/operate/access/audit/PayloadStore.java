package io.quill.operate.access.audit;

import java.util.List;
import java.util.Optional;

/** Store of request bodies, by their SHA-256 in hexadecimal. */
public interface PayloadStore {
    /** Durable when it returns; the same payload twice is kept once. */
    void keep(String hash, byte[] payload);

    Optional<byte[]> find(String hash);

    /** The hashes of all that are kept. */
    List<String> hashes();

    /** Replaces the content kept under a hash; the hash stays. */
    void replace(String hash, byte[] payload);
}
