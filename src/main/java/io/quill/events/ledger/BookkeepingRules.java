package io.quill.events.ledger;

import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.CounterRules;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules by which a write to an event changes the account of its source and day. A store that is
 * given them keeps the books in the same step as the event.
 */
public final class BookkeepingRules implements CounterRules {
    private static final String PARTITION = "BOOK#";
    private final String shard;

    private BookkeepingRules(String shard) {
        this.shard = shard;
    }

    /** Creates rules for a store that this process alone writes to. */
    public static BookkeepingRules forSingleProcess() {
        return new BookkeepingRules(Shards.ONE.randomShard());
    }

    /**
     * Creates rules for a store that others write to as well; counters are spread over several
     * items, so that none is hot.
     */
    public static BookkeepingRules forSharedStore() {
        return new BookkeepingRules(Shards.SEVERAL.randomShard());
    }

    /** Returns the counts of delivered events that left nothing in the store. */
    static List<CounterIncrement> countsOfUnheld(
            String source, Instant at, AccountColumn as, long number, Shards shards) {
        String day = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        return received(account(source, day, shards.randomShard()), as, number);
    }

    static String partition(LocalDate day) {
        return PARTITION + day;
    }

    @Override
    public boolean concerns(ItemKey itemKey) {
        return itemKey.sk().equals(EntryItems.SORT_KEY);
    }

    @Override
    public List<CounterIncrement> written(Optional<Item> before, Optional<Item> after) {
        Optional<AccountColumn> from = column(before);
        Optional<AccountColumn> to = column(after);
        if (from.equals(to)) {
            return List.of();
        }
        ItemKey account = account(after.or(() -> before).orElseThrow());
        List<CounterIncrement> counts = new ArrayList<>(2);
        from.ifPresent(
                accountColumn ->
                        counts.add(new CounterIncrement(account, accountColumn.word(), -1)));
        to.ifPresent(
                accountColumn ->
                        counts.add(new CounterIncrement(account, accountColumn.word(), 1)));
        if (from.isEmpty() || to.isEmpty()) {
            counts.add(
                    new CounterIncrement(
                            account, AccountColumn.RECEIVED.word(), to.isPresent() ? 1 : -1));
        }
        return counts;
    }

    /**
     * Counts a duplicate; not if the same envelope repeats it after a failure, or a search brought
     * it.
     */
    @Override
    public List<CounterIncrement> refused(Item item, Item there) {
        Optional<String> envelope = item.text(EntryItems.ENVELOPE);
        boolean delivered =
                !envelope.equals(there.text(EntryItems.ENVELOPE))
                        && envelope.filter(Arrival.SEARCHED::equals).isEmpty();
        return delivered ? received(account(item), AccountColumn.DUPLICATES, 1) : List.of();
    }

    static List<CounterIncrement> received(ItemKey account, AccountColumn as, long number) {
        return List.of(
                new CounterIncrement(account, AccountColumn.RECEIVED.word(), number),
                new CounterIncrement(account, as.word(), number));
    }

    private Optional<AccountColumn> column(Optional<Item> item) {
        return item.filter(each -> concerns(each.key())).flatMap(AccountColumn::of);
    }

    private ItemKey account(Item item) {
        return account(EntryItems.source(item), EntryItems.dayText(item), shard);
    }

    static ItemKey account(String source, String day, String shard) {
        return new ItemKey(PARTITION + day, source + "#" + shard);
    }
}
