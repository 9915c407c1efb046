package io.quill.events.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.EventKey;
import io.quill.events.push.OpenBatch.Stage;
import io.quill.platform.store.Gzip;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.Value;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Store items of batches: one for the state, chunks for the rows, and a mark while an operator or
 * the archive has to act.
 */
final class BatchItems {
    static final String PARTITION = "BATCH#" + FactRows.TABLE;
    static final ItemKey HEAD = new ItemKey(PARTITION, "head");

    static final String STAGE = "stage";
    static final String ROWS = "rows";
    static final String STORY = "story";
    static final String REQUEST = "request";
    static final String AT = "at";
    static final String DATASET = "dataset";

    private static final String CHUNK = "gzip";
    private static final int DIGITS = 19;
    private static final int BUFFER = 8 * 1024;
    private static final int MOST_CHUNK = 256 * 1024;

    private BatchItems() {}

    static ItemKey batch(long number) {
        return new ItemKey(PARTITION, "b%019d".formatted(number));
    }

    static ItemKey mark(BatchMark batchMark, long number) {
        return new ItemKey(PARTITION, batchMark.prefix + "%019d".formatted(number));
    }

    static long number(Item item) {
        String key = item.key().sk();
        return Long.parseLong(key.substring(key.length() - DIGITS));
    }

    static String contents(long number) {
        return "c%019d#".formatted(number);
    }

    static String doubles(long number) {
        return "d%019d#".formatted(number);
    }

    static String stageName(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    static Stage stage(Item item) {
        return Stage.valueOf(item.text(STAGE).orElseThrow().toUpperCase(Locale.ROOT));
    }

    static List<Item> contents(OpenBatch batch) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < batch.keys().size(); i++) {
            lines.append(batch.keys().get(i)).append('\t').append(batch.rows().get(i)).append('\n');
        }
        return chunks(contents(batch.number()), lines.toString());
    }

    /** Returns the items that name the rows which may be in the sink twice. */
    static List<Item> doubles(long number, List<EventKey> keys, long forgotten) {
        String lines = keys.stream().map(EventKey::value).collect(Collectors.joining("\n"));
        return chunks(doubles(number), lines).stream().map(each -> until(each, forgotten)).toList();
    }

    private static Item until(Item item, long forgotten) {
        Map<String, Value> attributes = new HashMap<>(item.attributes());
        attributes.put(Item.EXPIRES_AT, new Value.Whole(forgotten));
        return new Item(item.key(), attributes);
    }

    private static List<Item> chunks(String prefix, String lines) {
        byte[] packed = pack(lines);
        List<Item> chunks = new ArrayList<>();
        for (int from = 0; from < packed.length; from += MOST_CHUNK) {
            byte[] chunk =
                    Arrays.copyOfRange(packed, from, Math.min(packed.length, from + MOST_CHUNK));
            String key = prefix + "%04d".formatted(chunks.size());
            chunks.add(Item.at(PARTITION, key).with(CHUNK, chunk).build());
        }
        return chunks;
    }

    static OpenBatch read(Item batch, List<Item> chunks) {
        List<EventKey> keys = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (String line : lines(chunks)) {
            int tab = line.indexOf('\t');
            keys.add(new EventKey(line.substring(0, tab)));
            rows.add(line.substring(tab + 1));
        }
        return new OpenBatch(number(batch), stage(batch), keys, rows);
    }

    static List<String> lines(List<Item> chunks) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        chunks.forEach(chunk -> packed.writeBytes(chunk.bytes(CHUNK).orElseThrow()));
        return chunks.isEmpty()
                ? List.of()
                : new String(Gzip.decompress(packed.toByteArray()), UTF_8).lines().toList();
    }

    private static byte[] pack(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = quick(packed)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("A batch cannot be compressed", e);
        }
        return packed.toByteArray();
    }

    /** A little larger in a third of the time: it is read again only where something went wrong. */
    private static GZIPOutputStream quick(OutputStream packed) throws IOException {
        return new GZIPOutputStream(packed, BUFFER) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }
}
