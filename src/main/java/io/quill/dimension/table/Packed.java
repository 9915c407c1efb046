package io.quill.dimension.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Rows as they are kept with a batch: a line each, a tab after the key, packed. */
final class Packed {
    /** Before packing, so that a chunk fits an item even if nothing can be packed. */
    private static final int MOST_CHARS = 120_000;

    private Packed() {}

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
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            for (String line : new String(gzip.readAllBytes(), UTF_8).split("\n", -1)) {
                int tab = line.indexOf('\t');
                if (tab > 0) {
                    rows.put(line.substring(0, tab), line.substring(tab + 1));
                }
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return rows;
    }

    private static byte[] packed(StringBuilder text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.toString().getBytes(UTF_8));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return packed.toByteArray();
    }
}
