package io.quill.operate.access.audit;

import java.util.List;
import java.util.Optional;

/** Where what was sent is kept, by its SHA-256 in hexadecimal. */
public interface Payloads {
    /** Durable when it returns; the same payload twice is kept once. */
    void keep(String hash, byte[] payload);

    Optional<byte[]> find(String hash);

    /** The hashes of all that are kept. */
    List<String> hashes();

    /** Has another text in the place of what was sent, whose hash stays what it was. */
    void replace(String hash, byte[] payload);
}
