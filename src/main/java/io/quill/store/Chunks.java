package io.quill.store;

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

    public static Optional<byte[]> read(DataStore store, String pk, String prefix) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Query query = Query.of(pk).withPrefix(prefix).consistent();
        Page page = store.query(query);
        List<Item> items = new ArrayList<>(page.items());
        while (page.next().isPresent()) {
            page = store.query(query.after(page.next().get()));
            items.addAll(page.items());
        }
        if (items.isEmpty()) {
            return Optional.empty();
        }
        items.stream()
                .limit(items.getFirst().number(OF).orElseThrow())
                .forEach(item -> packed.writeBytes(item.bytes(BYTES).orElseThrow()));
        return Optional.of(Gzip.unpack(packed.toByteArray()));
    }
}
