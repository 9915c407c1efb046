package io.quill.events.push.table;

import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a table's state and batches look like in the store. The state is one item, so each step is
 * one write; a batch lies there whole before the state says that it may be posted.
 */
final class Journal {
    private static final String PHASE = "phase";
    private static final String BASE = "base";
    private static final String NUMBER = "number";
    private static final String PACKED = "packed";
    private static final String CHUNKS = "chunks";
    private static final String REFUSAL = "refusal";

    private final DataStore store;
    private final Key key;
    private final String batches;
    private Aside stored = Aside.NONE;

    private enum Phase {
        LEVEL,
        APPENDING,
        CLEARING
    }

    Journal(DataStore store, String dataset, String table) {
        this.store = store;
        this.key = new Key("DIMTABLE#" + dataset, table);
        this.batches = "DIMBATCH#" + dataset + "#" + table;
    }

    /** Empty for a table that nobody has begun with. */
    Optional<State> state() {
        return store.get(key, Consistency.STRONG).map(Journal::state);
    }

    void put(State state, Guard guard, List<? extends Write> alongside) {
        List<Write> writes = new ArrayList<>(alongside);
        writes.add(new Write.Put(item(state), Condition.NONE));
        store.writeAll(writes, guard);
    }

    void fix(long number, Map<String, String> rows, Guard guard) {
        List<byte[]> chunks = Packed.chunks(rows);
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

    /** Removes the rows of a batch that is not to be posted again. */
    void drop(long number, Guard guard) {
        delete(items().stream().filter(item -> number(item) == number).toList(), guard);
    }

    /** The rows that are set aside. */
    Aside aside() {
        stored = store.get(asideKey(), Consistency.STRONG).map(Journal::aside).orElse(Aside.NONE);
        return stored;
    }

    private static Aside aside(Item item) {
        return new Aside(
                item.bytes(PACKED).map(Packed::rows).orElseGet(Map::of),
                item.text(REFUSAL).orElse("They were refused before."));
    }

    /** Nothing is written where just these were read or written last. */
    void setAside(Aside aside, Guard guard) {
        if (aside.equals(stored)) {
            return;
        }
        Write write =
                aside.rows().isEmpty()
                        ? new Write.Delete(asideKey(), Condition.NONE)
                        : new Write.Put(
                                Item.at(asideKey().pk(), asideKey().sk())
                                        .with(PACKED, Packed.chunks(aside.rows()).getFirst())
                                        .with(REFUSAL, aside.refusal())
                                        .build(),
                                Condition.NONE);
        store.writeAll(List.of(write), guard);
        stored = aside;
    }

    private Key asideKey() {
        return new Key(key.pk(), key.sk() + "#aside");
    }

    /** Removes the batches whose rows were cleared. */
    void sweep(long base, Guard guard) {
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
        Page page = store.query(query);
        List<Item> items = new ArrayList<>(page.items());
        while (page.next().isPresent()) {
            page = store.query(query.after(page.next().get()));
            items.addAll(page.items());
        }
        return items;
    }

    /**
     * A longer batch that had the number before, and was not taken, may have left chunks behind.
     */
    private static Map<String, String> rows(List<Item> chunks) {
        long whole = chunks.getFirst().number(CHUNKS).orElseThrow();
        Map<String, String> rows = new LinkedHashMap<>();
        chunks.stream()
                .limit(whole)
                .forEach(item -> rows.putAll(Packed.rows(item.bytes(PACKED).orElseThrow())));
        return rows;
    }

    private static String sk(long number, int chunk) {
        return "%019d#%04d".formatted(number, chunk);
    }

    private static long number(Item item) {
        return Long.parseLong(item.key().sk().substring(0, 19));
    }

    private Item item(State state) {
        return switch (state) {
            case State.Level(long base, long number) -> item(Phase.LEVEL, base, number);
            case State.Appending(long base, long number) -> item(Phase.APPENDING, base, number);
            case State.Clearing(long number) -> item(Phase.CLEARING, number, number);
        };
    }

    private Item item(Phase phase, long base, long number) {
        return Item.at(key.pk(), key.sk())
                .with(PHASE, phase.name())
                .with(BASE, base)
                .with(NUMBER, number)
                .build();
    }

    private static State state(Item item) {
        long base = item.number(BASE).orElseThrow();
        long number = item.number(NUMBER).orElseThrow();
        return switch (Phase.valueOf(item.text(PHASE).orElseThrow())) {
            case LEVEL -> new State.Level(base, number);
            case APPENDING -> new State.Appending(base, number);
            case CLEARING -> new State.Clearing(number);
        };
    }
}
