package io.quill.events.ledger;

import io.quill.events.EventKey;
import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Gzip;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Raw body of an event, compressed and stored in chunks beside its entry. */
final class RawBody {
    private static final String PREFIX = "raw#";
    private static final String BYTES = "gzip";
    private static final int MOST_BYTES = 256 * 1024;

    private RawBody() {}

    static List<Write> chunks(EventKey key, byte[] raw) {
        byte[] packed = Gzip.compress(raw);
        List<Write> chunks = new ArrayList<>();
        for (int from = 0; from < packed.length; from += MOST_BYTES) {
            byte[] chunk =
                    Arrays.copyOfRange(packed, from, Math.min(packed.length, from + MOST_BYTES));
            Item item =
                    Item.at(key.value(), "%s%04d".formatted(PREFIX, chunks.size()))
                            .with(BYTES, chunk)
                            .build();
            chunks.add(new Write.Put(item, Condition.NONE));
        }
        return chunks;
    }

    /** Replaces a raw body; the time at which it expires stays. */
    static void replace(DataStore store, EventKey key, byte[] raw) {
        List<Item> old = items(store, key);
        Optional<Long> expiry = old.stream().findFirst().flatMap(it -> it.number(Item.EXPIRES_AT));
        List<Write> writes = new ArrayList<>(chunks(key, raw));
        int count = writes.size();
        old.stream()
                .skip(count)
                .forEach(chunk -> writes.add(new Write.Delete(chunk.key(), Condition.NONE)));
        writeAll(store, writes);
        expiry.ifPresent(at -> expireAt(store, key, at));
    }

    static Optional<byte[]> read(DataStore store, EventKey key) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        items(store, key).forEach(chunk -> append(packed, chunk));
        return packed.size() == 0
                ? Optional.empty()
                : Optional.of(Gzip.decompress(packed.toByteArray()));
    }

    static void expireAt(DataStore store, EventKey key, long at) {
        writeAll(
                store,
                items(store, key).stream()
                        .map(
                                chunk ->
                                        new Write.Update(
                                                chunk.key(),
                                                List.of(AttributeChange.set(Item.EXPIRES_AT, at)),
                                                Condition.NONE))
                        .toList());
    }

    static void delete(DataStore store, EventKey key) {
        writeAll(
                store,
                items(store, key).stream()
                        .map(chunk -> new Write.Delete(chunk.key(), Condition.NONE))
                        .toList());
    }

    private static void writeAll(DataStore store, List<? extends Write> writes) {
        if (!writes.isEmpty()) {
            store.writeAll(writes);
        }
    }

    private static List<Item> items(DataStore store, EventKey key) {
        Query query = Query.of(key.value()).withPrefix(PREFIX).consistent();
        ItemPage itemPage = store.query(query);
        List<Item> items = new ArrayList<>(itemPage.items());
        while (itemPage.next().isPresent()) {
            itemPage = store.query(query.after(itemPage.next().get()));
            items.addAll(itemPage.items());
        }
        return items;
    }

    private static void append(ByteArrayOutputStream packed, Item chunk) {
        packed.writeBytes(chunk.bytes(BYTES).orElseThrow());
    }
}
