package io.quill.events.ledger;

import io.quill.platform.store.Count;
import io.quill.platform.store.Counting;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a write to an event means for the account of its source and day. A store that is given this
 * keeps the books in the same step in which events move, so no mover has to think of them.
 */
public final class Bookkeeping implements Counting {
    private static final String PARTITION = "BOOK#";
    private final String shard;

    private Bookkeeping(String shard) {
        this.shard = shard;
    }

    /** Where this process alone writes. */
    public static Bookkeeping alone() {
        return new Bookkeeping(Shards.ONE.any());
    }

    /** Where others write too: each mostly to items of its own, so that none is hot. */
    public static Bookkeeping amongOthers() {
        return new Bookkeeping(Shards.SEVERAL.any());
    }

    /** Events that were delivered and left nothing in the store. */
    static List<Count> unheld(String source, Instant at, Column as, long number, Shards shards) {
        String day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        return received(account(source, day, shards.any()), as, number);
    }

    static String partition(LocalDate day) {
        return PARTITION + day;
    }

    @Override
    public boolean concerns(Key key) {
        return key.sk().equals(EntryItems.SORT_KEY);
    }

    @Override
    public List<Count> written(Optional<Item> before, Optional<Item> after) {
        Optional<Column> from = column(before);
        Optional<Column> to = column(after);
        if (from.equals(to)) {
            return List.of();
        }
        Key account = account(after.or(() -> before).orElseThrow());
        List<Count> counts = new ArrayList<>(2);
        from.ifPresent(column -> counts.add(new Count(account, column.word(), -1)));
        to.ifPresent(column -> counts.add(new Count(account, column.word(), 1)));
        if (from.isEmpty() || to.isEmpty()) {
            counts.add(new Count(account, Column.RECEIVED.word(), to.isPresent() ? 1 : -1));
        }
        return counts;
    }

    /**
     * It was delivered once more; but what the same envelope brings again is Quill repeating itself
     * after a fault, and what no envelope brought was never delivered.
     */
    @Override
    public List<Count> refused(Item item, Item there) {
        Optional<String> envelope = item.text(EntryItems.ENVELOPE);
        boolean delivered =
                !envelope.equals(there.text(EntryItems.ENVELOPE))
                        && envelope.filter(Arrival.SEARCHED::equals).isEmpty();
        return delivered ? received(account(item), Column.DUPLICATES, 1) : List.of();
    }

    static List<Count> received(Key account, Column as, long number) {
        return List.of(
                new Count(account, Column.RECEIVED.word(), number),
                new Count(account, as.word(), number));
    }

    private Optional<Column> column(Optional<Item> item) {
        return item.filter(each -> concerns(each.key())).flatMap(Column::of);
    }

    private Key account(Item item) {
        return account(EntryItems.source(item), EntryItems.dayText(item), shard);
    }

    static Key account(String source, String day, String shard) {
        return new Key(PARTITION + day, source + "#" + shard);
    }
}
