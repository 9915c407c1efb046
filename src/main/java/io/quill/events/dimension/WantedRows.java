package io.quill.events.dimension;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
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

/** The rows each dimension table should have: an item a row, and none of them ever expires. */
public final class WantedRows {
    static final String ROW = "row";

    private static final String HEADS = "DIM";
    private static final String VERSION = "version";
    private static final String ENDED = "ended";
    private static final int FEW = 20;

    /** Others who write at the same time are through by then. */
    private static final int MOST_LOOKS = 50;

    /** So many take a moment, after which a lease may have to be renewed. */
    private static final int SLICE = 500;

    private final DataStore store;

    public WantedRows(DataStore store) {
        this.store = store;
    }

    /** From now on these rows are as given; all others stay as they are. */
    public Difference want(Collection<? extends Row> rows) {
        return Wish.of(rows, Wish.Manner.REPLACE)
                .map(this::fulfil)
                .reduce(Difference::and)
                .orElse(Difference.NONE);
    }

    /** Adds what is missing, and leaves what is there, whoever wrote it. */
    public Difference ensure(Collection<? extends Row> rows) {
        return Wish.of(rows, Wish.Manner.ADD)
                .map(this::fulfil)
                .reduce(Difference::and)
                .orElse(Difference.NONE);
    }

    /** What wanting these rows would change. */
    public Difference compare(Collection<? extends Row> rows) {
        return Wish.of(rows, Wish.Manner.REPLACE)
                .map(wish -> wish.against(current(wish)).difference())
                .reduce(Difference::and)
                .orElse(Difference.NONE);
    }

    /** These rows should no longer be there. Leavers stay, so this is not for agents. */
    public Difference drop(Dimension dimension, Collection<String> keys) {
        return fulfil(Wish.without(dimension, keys));
    }

    /**
     * From now on these keys have these rows, or none; whoever writes has a right to it, which is
     * asked for again before each slice.
     */
    public Difference bring(
            Dimension dimension, Map<String, Optional<String>> rows, Supplier<Guard> right) {
        return fulfil(
                new Wish(dimension, Wish.Manner.REPLACE, rows),
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
        Page page = store.query(query);
        add(page, rows);
        while (page.next().isPresent()) {
            page = store.query(query.after(page.next().get()));
            add(page, rows);
        }
        return rows;
    }

    public Optional<String> row(Dimension dimension, String key) {
        return store.get(key(dimension, key), Consistency.STRONG).flatMap(it -> it.text(ROW));
    }

    public Map<Dimension, Head> heads() {
        Map<Dimension, Head> heads = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            heads.put(dimension, Head.NONE);
        }
        for (Item item : store.query(Query.of(HEADS).consistent()).items()) {
            heads.put(
                    Dimension.valueOf(item.key().sk()),
                    new Head(item.number(VERSION).orElseThrow(), item.number(ENDED).orElseThrow()));
        }
        return heads;
    }

    /**
     * Closes what a writer seems to have left open when it died. If it lives, its own end will show
     * as yet another head.
     */
    public void mend(Dimension dimension, Head head, Guard guard) {
        long next = Math.max(head.version(), head.ended()) + 1;
        Write mending =
                new Write.Update(
                        head(dimension),
                        List.of(Change.set(VERSION, next), Change.set(ENDED, next)),
                        Condition.all(
                                Condition.is(VERSION, head.version()),
                                Condition.is(ENDED, head.ended())));
        store.writeAll(List.of(mending), guard);
    }

    private Difference fulfil(Wish wish) {
        return fulfil(wish, store::writeAll);
    }

    /** A refused write shows that somebody else was there; then it is looked at anew. */
    private Difference fulfil(Wish wish, Consumer<List<Write>> writer) {
        Wish.Against against = wish.against(current(wish));
        Difference difference = against.difference();
        if (difference.isEmpty()) {
            return difference;
        }
        writer.accept(List.of(count(wish.dimension(), 1, 0)));
        for (int look = 0; !against.writes().isEmpty(); look++) {
            if (look == MOST_LOOKS) {
                throw new StoreException(
                        StoreException.Reason.MISCONFIGURED,
                        "Rows of %s are not as they were written after %d writes, among them %s."
                                        .formatted(
                                                wish.dimension().table(),
                                                MOST_LOOKS,
                                                against.writes().getFirst())
                                + " Look for somebody else who writes to the store.");
            }
            writer.accept(against.writes());
            against = wish.against(current(wish));
        }
        writer.accept(List.of(count(wish.dimension(), 0, 1)));
        return difference;
    }

    private static Write count(Dimension dimension, int begun, int ended) {
        return new Write.Update(
                head(dimension),
                List.of(Change.add(VERSION, begun), Change.add(ENDED, ended)),
                Condition.NONE);
    }

    private Map<String, String> current(Wish wish) {
        if (wish.rows().size() > FEW) {
            return rows(wish.dimension());
        }
        Map<String, String> rows = new HashMap<>();
        for (String key : wish.rows().keySet()) {
            row(wish.dimension(), key).ifPresent(row -> rows.put(key, row));
        }
        return rows;
    }

    private static void add(Page page, Map<String, String> rows) {
        page.items().forEach(item -> rows.put(item.key().sk(), item.text(ROW).orElseThrow()));
    }

    static Key key(Dimension dimension, String key) {
        return new Key(pk(dimension), key);
    }

    private static String pk(Dimension dimension) {
        return "DIM#" + dimension.table();
    }

    private static Key head(Dimension dimension) {
        return new Key(HEADS, dimension.name());
    }
}
