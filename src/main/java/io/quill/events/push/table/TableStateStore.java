package io.quill.events.push.table;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * State and batches of a table in the store. The state is one item, so that each step is one write;
 * a batch is stored whole before the state says that it may be posted.
 */
final class TableStateStore {
    private static final String PHASE = "phase";
    private static final String BASE = "base";
    private static final String NUMBER = "number";
    private static final String PACKED = "packed";
    private static final String CHUNKS = "chunks";
    private static final String REFUSAL = "refusal";

    private final DataStore store;
    private final ItemKey itemKey;
    private final String batches;
    private SetAsideRows stored = SetAsideRows.NONE;

    private enum Phase {
        LEVEL,
        APPENDING,
        CLEARING
    }

    TableStateStore(DataStore store, String dataset, String table) {
        this.store = store;
        this.itemKey = new ItemKey("DIMTABLE#" + dataset, table);
        this.batches = "DIMBATCH#" + dataset + "#" + table;
    }

    /** Empty for a table that nobody has begun with. */
    Optional<TableState> state() {
        return store.get(itemKey, Consistency.STRONG).map(TableStateStore::state);
    }

    void put(TableState tableState, Guard guard, List<? extends Write> alongside) {
        List<Write> writes = new ArrayList<>(alongside);
        writes.add(new Write.Put(item(tableState), Condition.NONE));
        store.writeAll(writes, guard);
    }

    void storeBatch(long number, Map<String, String> rows, Guard guard) {
        List<byte[]> chunks = PackedRows.chunks(rows);
        List<Write> writes = new ArrayList<>();
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            Item item =
                    Item.at(batches, sk(number, chunk))
                            .with(CHUNKS, chunks.size())
                            .with(PACKED, chunks.get(chunk))
                            .build();
            writes.add(new Write.Put(item, Condition.NONE));
        }
        store.writeAll(writes, guard);
    }

    /** The rows of all batches that are there, by their numbers. */
    Map<Long, Map<String, String>> batches() {
        Map<Long, List<Item>> items = new TreeMap<>();
        for (Item item : items()) {
            items.computeIfAbsent(number(item), _ -> new ArrayList<>()).add(item);
        }
        Map<Long, Map<String, String>> rows = new TreeMap<>();
        items.forEach((number, chunks) -> rows.put(number, rows(chunks)));
        return rows;
    }

    /** Deletes a batch that is not posted again. */
    void deleteBatch(long number, Guard guard) {
        delete(items().stream().filter(item -> number(item) == number).toList(), guard);
    }

    /** The rows that are set aside. */
    SetAsideRows aside() {
        stored =
                store.get(asideKey(), Consistency.STRONG)
                        .map(TableStateStore::aside)
                        .orElse(SetAsideRows.NONE);
        return stored;
    }

    private static SetAsideRows aside(Item item) {
        return new SetAsideRows(
                item.bytes(PACKED).map(PackedRows::rows).orElseGet(Map::of),
                item.text(REFUSAL).orElse("They were refused before."));
    }

    /** Nothing is written where just these were read or written last. */
    void setAside(SetAsideRows setAsideRows, Guard guard) {
        if (setAsideRows.equals(stored)) {
            return;
        }
        Write write =
                setAsideRows.rows().isEmpty()
                        ? new Write.Delete(asideKey(), Condition.NONE)
                        : new Write.Put(
                                Item.at(asideKey().pk(), asideKey().sk())
                                        .with(
                                                PACKED,
                                                PackedRows.chunks(setAsideRows.rows()).getFirst())
                                        .with(REFUSAL, setAsideRows.refusal())
                                        .build(),
                                Condition.NONE);
        store.writeAll(List.of(write), guard);
        stored = setAsideRows;
    }

    private ItemKey asideKey() {
        return new ItemKey(itemKey.pk(), itemKey.sk() + "#aside");
    }

    /** Deletes the batches whose rows were cleared. */
    void deleteUpTo(long base, Guard guard) {
        delete(items().stream().filter(item -> number(item) <= base).toList(), guard);
    }

    private void delete(List<Item> items, Guard guard) {
        List<Write> writes =
                items.stream()
                        .<Write>map(item -> new Write.Delete(item.key(), Condition.NONE))
                        .toList();
        if (!writes.isEmpty()) {
            store.writeAll(writes, guard);
        }
    }

    private List<Item> items() {
        Query query = Query.of(batches).consistent();
        ItemPage itemPage = store.query(query);
        List<Item> items = new ArrayList<>(itemPage.items());
        while (itemPage.next().isPresent()) {
            itemPage = store.query(query.after(itemPage.next().get()));
            items.addAll(itemPage.items());
        }
        return items;
    }

    /**
     * Returns the rows of a batch, without chunks that a longer batch left behind under the same
     * number.
     */
    private static Map<String, String> rows(List<Item> chunks) {
        long whole = chunks.getFirst().number(CHUNKS).orElseThrow();
        Map<String, String> rows = new LinkedHashMap<>();
        chunks.stream()
                .limit(whole)
                .forEach(item -> rows.putAll(PackedRows.rows(item.bytes(PACKED).orElseThrow())));
        return rows;
    }

    private static String sk(long number, int chunk) {
        return "%019d#%04d".formatted(number, chunk);
    }

    private static long number(Item item) {
        return Long.parseLong(item.key().sk().substring(0, 19));
    }

    private Item item(TableState tableState) {
        return switch (tableState) {
            case TableState.Level(long base, long number) -> item(Phase.LEVEL, base, number);
            case TableState.Appending(long base, long number) ->
                    item(Phase.APPENDING, base, number);
            case TableState.Clearing(long number) -> item(Phase.CLEARING, number, number);
        };
    }

    private Item item(Phase phase, long base, long number) {
        return Item.at(itemKey.pk(), itemKey.sk())
                .with(PHASE, phase.name())
                .with(BASE, base)
                .with(NUMBER, number)
                .build();
    }

    private static TableState state(Item item) {
        long base = item.number(BASE).orElseThrow();
        long number = item.number(NUMBER).orElseThrow();
        return switch (Phase.valueOf(item.text(PHASE).orElseThrow())) {
            case LEVEL -> new TableState.Level(base, number);
            case APPENDING -> new TableState.Appending(base, number);
            case CLEARING -> new TableState.Clearing(number);
        };
    }
}
