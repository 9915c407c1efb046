package io.quill.events.push.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.platform.store.Gzip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packs rows for the store: a line each, with a tab after the key, compressed. */
final class PackedRows {
    /** Size of a chunk before compression, which fits an item even if nothing is saved. */
    private static final int MOST_CHARS = 120_000;

    private PackedRows() {}

    static List<byte[]> chunks(Map<String, String> rows) {
        List<byte[]> chunks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        rows.forEach(
                (key, row) -> {
                    text.append(key).append('\t').append(row).append('\n');
                    if (text.length() >= MOST_CHARS) {
                        chunks.add(packed(text));
                        text.setLength(0);
                    }
                });
        if (!text.isEmpty()) {
            chunks.add(packed(text));
        }
        return chunks;
    }

    static Map<String, String> rows(byte[] packed) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : new String(Gzip.decompress(packed), UTF_8).split("\n", -1)) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                rows.put(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        return rows;
    }

    private static byte[] packed(StringBuilder text) {
        return Gzip.compress(text.toString().getBytes(UTF_8));
    }
}
