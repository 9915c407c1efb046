package io.quill.platform.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be larger than an item: compressed, in as many items of a partition as it takes. */
public final class Chunks {
    private static final String BYTES = "gzip";
    private static final String OF = "chunks";
    private static final int MOST_BYTES = 256 * 1024;

    private Chunks() {}

    /** Each knows how many there are, so a longer predecessor may leave some behind. */
    public static List<Item> of(String pk, String prefix, byte[] content) {
        byte[] packed = Gzip.pack(content);
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

    /** What puts other content in the place of what is there, and leaves no chunk of that. */
    public static List<Write> instead(DataStore store, String pk, String prefix, byte[] content) {
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
        Page page = store.query(query);
        List<Item> items = new ArrayList<>(page.items());
        while (page.next().isPresent()) {
            page = store.query(query.after(page.next().get()));
            items.addAll(page.items());
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
        return Optional.of(Gzip.unpack(packed.toByteArray()));
    }
}
