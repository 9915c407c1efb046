package io.quill.platform.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Stores content that may be larger than an item: compressed, in several items of a partition. */
public final class ChunkedItems {
    private static final String BYTES = "gzip";
    private static final String OF = "chunks";
    private static final int MOST_BYTES = 256 * 1024;

    private ChunkedItems() {}

    /**
     * Splits content into items. Each holds their number, so a longer predecessor may leave some
     * behind.
     */
    public static List<Item> of(String pk, String prefix, byte[] content) {
        byte[] packed = Gzip.compress(content);
        int count = Math.ceilDiv(packed.length, MOST_BYTES);
        List<Item> chunks = new ArrayList<>();
        for (int chunk = 0; chunk < count; chunk++) {
            int from = chunk * MOST_BYTES;
            int to = Math.min(packed.length, from + MOST_BYTES);
            chunks.add(
                    Item.at(pk, "%s%04d".formatted(prefix, chunk))
                            .with(OF, count)
                            .with(BYTES, Arrays.copyOfRange(packed, from, to))
                            .build());
        }
        return chunks;
    }

    /** Writes that replace the content, and delete the chunks that are left over. */
    public static List<Write> replace(DataStore store, String pk, String prefix, byte[] content) {
        List<Write> writes = new ArrayList<>();
        List<Item> next = of(pk, prefix, content);
        next.forEach(chunk -> writes.add(new Write.Put(chunk, Condition.NONE)));
        items(store, pk, prefix).stream()
                .skip(next.size())
                .forEach(old -> writes.add(new Write.Delete(old.key(), Condition.NONE)));
        return writes;
    }

    private static List<Item> items(DataStore store, String pk, String prefix) {
        Query query = Query.of(pk).withPrefix(prefix).consistent();
        ItemPage itemPage = store.query(query);
        List<Item> items = new ArrayList<>(itemPage.items());
        while (itemPage.next().isPresent()) {
            itemPage = store.query(query.after(itemPage.next().get()));
            items.addAll(itemPage.items());
        }
        return items;
    }

    public static Optional<byte[]> read(DataStore store, String pk, String prefix) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        List<Item> items = items(store, pk, prefix);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        items.stream()
                .limit(items.getFirst().number(OF).orElseThrow())
                .forEach(item -> packed.writeBytes(item.bytes(BYTES).orElseThrow()));
        return Optional.of(Gzip.decompress(packed.toByteArray()));
    }
}
