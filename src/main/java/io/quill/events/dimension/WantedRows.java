package io.quill.events.dimension;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Write;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Wanted rows of each dimension table: an item a row, none of which expires. */
public final class WantedRows {
    static final String ROW = "row";

    private static final String HEADS = "DIM";
    private static final String VERSION = "version";
    private static final String ENDED = "ended";
    private static final int FEW = 20;

    /** Attempts, after which others who write at the same time must be through. */
    private static final int MOST_LOOKS = 50;

    /** Rows of one write, after which a lease may have to be renewed. */
    private static final int SLICE = 500;

    private final DataStore store;

    public WantedRows(DataStore store) {
        this.store = store;
    }

    /** Puts these rows; all others stay as they are. */
    public Difference put(Collection<? extends DimensionRow> rows) {
        return RowUpdate.of(rows, RowUpdate.Manner.REPLACE)
                .map(this::apply)
                .reduce(Difference::plus)
                .orElse(Difference.NONE);
    }

    /** Adds missing rows, and leaves those that are there, whoever wrote them. */
    public Difference ensure(Collection<? extends DimensionRow> rows) {
        return RowUpdate.of(rows, RowUpdate.Manner.ADD)
                .map(this::apply)
                .reduce(Difference::plus)
                .orElse(Difference.NONE);
    }

    /** Returns what putting these rows would change. */
    public Difference compare(Collection<? extends DimensionRow> rows) {
        return RowUpdate.of(rows, RowUpdate.Manner.REPLACE)
                .map(rowUpdate -> rowUpdate.planAgainst(current(rowUpdate)).difference())
                .reduce(Difference::plus)
                .orElse(Difference.NONE);
    }

    /** Removes rows. Agents who left stay, so this is not for agents. */
    public Difference remove(Dimension dimension, Collection<String> keys) {
        return apply(RowUpdate.without(dimension, keys));
    }

    /**
     * Puts or removes the rows of these keys under a guard, which is asked for again before each
     * slice.
     */
    public Difference putOrRemove(
            Dimension dimension, Map<String, Optional<String>> rows, Supplier<Guard> right) {
        return apply(
                new RowUpdate(dimension, RowUpdate.Manner.REPLACE, rows),
                writes -> {
                    for (int from = 0; from < writes.size(); from += SLICE) {
                        int to = Math.min(writes.size(), from + SLICE);
                        store.writeAll(writes.subList(from, to), right.get());
                    }
                });
    }

    /** The rows by their keys, as they are now. */
    public Map<String, String> rows(Dimension dimension) {
        return rows(dimension, "");
    }

    /** Those whose keys begin with a prefix. */
    public Map<String, String> rows(Dimension dimension, String prefix) {
        Map<String, String> rows = new TreeMap<>();
        Query query = Query.of(pk(dimension)).withPrefix(prefix).consistent();
        ItemPage itemPage = store.query(query);
        add(itemPage, rows);
        while (itemPage.next().isPresent()) {
            itemPage = store.query(query.after(itemPage.next().get()));
            add(itemPage, rows);
        }
        return rows;
    }

    public Optional<String> row(Dimension dimension, String key) {
        return store.get(key(dimension, key), Consistency.STRONG).flatMap(it -> it.text(ROW));
    }

    public Map<Dimension, WantedRowsVersion> versions() {
        Map<Dimension, WantedRowsVersion> heads = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            heads.put(dimension, WantedRowsVersion.NONE);
        }
        for (Item item : store.query(Query.of(HEADS).consistent()).items()) {
            heads.put(
                    Dimension.valueOf(item.key().sk()),
                    new WantedRowsVersion(
                            item.number(VERSION).orElseThrow(), item.number(ENDED).orElseThrow()));
        }
        return heads;
    }

    /**
     * Closes a change that its writer seems to have left open when it died. If it lives, its own
     * end shows as yet another version.
     */
    public void closeAbandoned(
            Dimension dimension, WantedRowsVersion wantedRowsVersion, Guard guard) {
        long next = Math.max(wantedRowsVersion.version(), wantedRowsVersion.ended()) + 1;
        Write mending =
                new Write.Update(
                        head(dimension),
                        List.of(
                                AttributeChange.set(VERSION, next),
                                AttributeChange.set(ENDED, next)),
                        Condition.all(
                                Condition.is(VERSION, wantedRowsVersion.version()),
                                Condition.is(ENDED, wantedRowsVersion.ended())));
        store.writeAll(List.of(mending), guard);
    }

    private Difference apply(RowUpdate rowUpdate) {
        return apply(rowUpdate, store::writeAll);
    }

    /** A refused write shows that somebody else was there; then it is looked at anew. */
    private Difference apply(RowUpdate rowUpdate, Consumer<List<Write>> writer) {
        RowUpdate.Against against = rowUpdate.planAgainst(current(rowUpdate));
        Difference difference = against.difference();
        if (difference.isEmpty()) {
            return difference;
        }
        writer.accept(List.of(count(rowUpdate.dimension(), 1, 0)));
        for (int look = 0; !against.writes().isEmpty(); look++) {
            if (look == MOST_LOOKS) {
                throw new StoreException(
                        StoreException.Reason.MISCONFIGURED,
                        "Rows of %s are not as they were written after %d writes, among them %s."
                                        .formatted(
                                                rowUpdate.dimension().table(),
                                                MOST_LOOKS,
                                                against.writes().getFirst())
                                + " Look for somebody else who writes to the store.");
            }
            writer.accept(against.writes());
            against = rowUpdate.planAgainst(current(rowUpdate));
        }
        writer.accept(List.of(count(rowUpdate.dimension(), 0, 1)));
        return difference;
    }

    private static Write count(Dimension dimension, int begun, int ended) {
        return new Write.Update(
                head(dimension),
                List.of(AttributeChange.add(VERSION, begun), AttributeChange.add(ENDED, ended)),
                Condition.NONE);
    }

    private Map<String, String> current(RowUpdate rowUpdate) {
        if (rowUpdate.rows().size() > FEW) {
            return rows(rowUpdate.dimension());
        }
        Map<String, String> rows = new HashMap<>();
        for (String key : rowUpdate.rows().keySet()) {
            row(rowUpdate.dimension(), key).ifPresent(row -> rows.put(key, row));
        }
        return rows;
    }

    private static void add(ItemPage itemPage, Map<String, String> rows) {
        itemPage.items().forEach(item -> rows.put(item.key().sk(), item.text(ROW).orElseThrow()));
    }

    static ItemKey key(Dimension dimension, String key) {
        return new ItemKey(pk(dimension), key);
    }

    private static String pk(Dimension dimension) {
        return "DIM#" + dimension.table();
    }

    private static ItemKey head(Dimension dimension) {
        return new ItemKey(HEADS, dimension.name());
    }
}
