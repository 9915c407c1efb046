package io.quill.records.warehouse.bronze;

import io.quill.platform.file.Sha256;
import io.quill.records.landing.RawRecord;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Records that wait to be compared with bronze, each id once, in bounded memory. */
final class Chunk {
    private static final int RECORDS = 50_000;
    private static final long BYTES = 24L << 20;
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest digest = Sha256.newDigest();
    private final List<RawRecord> records = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private long bytes;

    /** Returns whether the chunk is full, or has the record's id already. */
    boolean isFullFor(RawRecord record) {
        return records.size() >= RECORDS || bytes >= BYTES || ids.contains(record.sourceId());
    }

    void add(RawRecord record) {
        records.add(record);
        hashes.add(HEX.formatHex(digest.digest(record.json())));
        ids.add(record.sourceId());
        bytes += record.json().length;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    int size() {
        return records.size();
    }

    RawRecord record(int n) {
        return records.get(n);
    }

    String hash(int n) {
        return hashes.get(n);
    }

    String text(int n) {
        return new String(records.get(n).json(), StandardCharsets.UTF_8);
    }
}
