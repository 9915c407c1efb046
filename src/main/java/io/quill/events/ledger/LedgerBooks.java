package io.quill.events.ledger;

import io.quill.platform.store.AttributeChange;
import io.quill.platform.store.Condition;
import io.quill.platform.store.CounterRules;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Books of the ledger: how many events came, and where each of them is. BookkeepingRules keep them.
 */
public final class LedgerBooks {
    private static final int PAGE = 1000;

    private record Heading(LocalDate day, String source) implements Comparable<Heading> {
        @Override
        public int compareTo(Heading other) {
            int days = day.compareTo(other.day);
            return days == 0 ? source.compareTo(other.source) : days;
        }
    }

    private final DataStore store;
    private final InstantSource clock;
    private final Duration memory;
    private final Pause pause;

    /** Waits, while others go on. */
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    /**
     * @param memory how long an event is remembered, and can be counted again
     */
    public LedgerBooks(DataStore store, InstantSource clock, Duration memory) {
        this(store, clock, memory, store.isExclusive() ? _ -> {} : Thread::sleep);
    }

    LedgerBooks(DataStore store, InstantSource clock, Duration memory, Pause pause) {
        this.store = store;
        this.clock = clock;
        this.memory = memory;
        this.pause = pause;
    }

    /**
     * Returns the accounts of a range of days, both included, by day and source. A day without
     * events has no account.
     */
    public List<DailyAccount> accounts(LocalDate from, LocalDate to) {
        return readAccounts(from, to).entrySet().stream()
                .map(each -> each.getValue().account(each.getKey().source(), each.getKey().day()))
                .toList();
    }

    private Map<Heading, AccountTotals> readAccounts(LocalDate from, LocalDate to) {
        Map<Heading, AccountTotals> kept = new TreeMap<>();
        from.datesUntil(to.plusDays(1))
                .forEach(day -> shards(day).forEach(shard -> add(kept, day, shard)));
        return kept;
    }

    private static void add(Map<Heading, AccountTotals> kept, LocalDate day, Item shard) {
        String sk = shard.key().sk();
        Heading heading = new Heading(day, name(sk.substring(0, sk.indexOf('#'))));
        kept.computeIfAbsent(heading, _ -> new AccountTotals()).add(shard);
    }

    private List<Item> shards(LocalDate day) {
        Query query = Query.of(BookkeepingRules.partition(day)).consistent();
        ItemPage itemPage = store.query(query);
        List<Item> items = new ArrayList<>(itemPage.items());
        while (itemPage.next().isPresent()) {
            itemPage = store.query(query.after(itemPage.next().get()));
            items.addAll(itemPage.items());
        }
        return items;
    }

    /**
     * Counts the events again, of every day of which none can be forgotten yet, and sets the books
     * right.
     *
     * @param guard of the run: of two that recount, one corrects
     * @param alive called every now and then; what it throws ends the recount
     */
    public Recount recount(Guard guard, Runnable alive) {
        Recount found = compare(alive);
        correct(found.corrections(), guard);
        return found;
    }

    /**
     * Says what a recount would find, and corrects nothing. Where a move is counted after it was
     * made, only a difference that is still the same some seconds later is one, in an account that
     * has not moved in between.
     */
    public Recount compare(Runnable alive) {
        Map<Heading, Look> first = compareAccounts(alive);
        if (first.values().stream().allMatch(each -> each.corrections().isEmpty())) {
            return outcome(first, first);
        }
        try {
            pause.take(CounterRules.COUNTED_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return outcome(first, Map.of());
        }
        return outcome(compareAccounts(alive), first);
    }

    private static Recount outcome(Map<Heading, Look> last, Map<Heading, Look> first) {
        int agreed = 0;
        List<Correction> corrections = new ArrayList<>();
        List<Recount.Skipped> skipped = new ArrayList<>();
        for (Map.Entry<Heading, Look> each : last.entrySet()) {
            Look look = each.getValue();
            if (look.stoodStill() && look.corrections().isEmpty()) {
                agreed++;
            } else if (look.stoodStill() && look.equals(first.get(each.getKey()))) {
                corrections.addAll(look.corrections());
            } else {
                skipped.add(new Recount.Skipped(each.getKey().source(), each.getKey().day()));
            }
        }
        return new Recount(agreed, corrections, skipped);
    }

    /** An account beside its events. */
    private record Look(AccountTotals books, boolean stoodStill, List<Correction> corrections) {}

    private Map<Heading, Look> compareAccounts(Runnable alive) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate from =
                LocalDate.ofInstant(clock.instant().minus(memory), ZoneOffset.UTC).plusDays(1);
        Map<Heading, AccountTotals> before = readAccounts(from, today);
        Map<Heading, AccountTotals> there = countEvents(from, alive);
        Map<Heading, AccountTotals> after = readAccounts(from, today);
        there.keySet().forEach(heading -> after.putIfAbsent(heading, new AccountTotals()));
        Map<Heading, Look> looks = new TreeMap<>();
        after.forEach(
                (heading, books) -> {
                    boolean still = books.equals(before.getOrDefault(heading, new AccountTotals()));
                    AccountTotals events = there.getOrDefault(heading, new AccountTotals());
                    looks.put(
                            heading,
                            new Look(
                                    books,
                                    still,
                                    still ? corrections(heading, books, events) : List.of()));
                });
        return looks;
    }

    private Map<Heading, AccountTotals> countEvents(LocalDate from, Runnable alive) {
        Map<Heading, AccountTotals> counted = new TreeMap<>();
        Optional<ItemPage> page = Optional.of(store.scan(PAGE, Optional.empty()));
        while (page.isPresent()) {
            alive.run();
            for (Item item : page.get().items()) {
                if (EntryItems.isEvent(item) && !EntryItems.day(item).isBefore(from)) {
                    Heading heading =
                            new Heading(EntryItems.day(item), name(EntryItems.source(item)));
                    AccountTotals accountTotals =
                            counted.computeIfAbsent(heading, _ -> new AccountTotals());
                    AccountColumn.of(item)
                            .ifPresent(accountColumn -> accountTotals.add(accountColumn, 1));
                }
            }
            page = page.get().next().map(cursor -> store.scan(PAGE, Optional.of(cursor)));
        }
        return counted;
    }

    private static List<Correction> corrections(
            Heading heading, AccountTotals books, AccountTotals events) {
        List<Correction> corrections = new ArrayList<>();
        long received = books.of(AccountColumn.DUPLICATES) + books.of(AccountColumn.IGNORED);
        for (AccountColumn accountColumn : AccountColumn.RECOUNTABLE) {
            correction(heading, accountColumn, events.of(accountColumn) - books.of(accountColumn))
                    .ifPresent(corrections::add);
            received += events.of(accountColumn);
        }
        correction(heading, AccountColumn.RECEIVED, received - books.of(AccountColumn.RECEIVED))
                .ifPresent(corrections::add);
        return corrections;
    }

    private static Optional<Correction> correction(
            Heading heading, AccountColumn accountColumn, long by) {
        return by == 0
                ? Optional.empty()
                : Optional.of(
                        new Correction(heading.source(), heading.day(), accountColumn.word(), by));
    }

    /**
     * Corrects the books at once, unlike ordinary counting, so that the next reader sees them
     * right.
     */
    private void correct(List<Correction> corrections, Guard guard) {
        Map<ItemKey, List<AttributeChange>> changes = new LinkedHashMap<>();
        for (Correction each : corrections) {
            ItemKey account =
                    BookkeepingRules.account(
                            code(each.source()), each.day().toString(), Shards.ONE.randomShard());
            changes.computeIfAbsent(account, _ -> new ArrayList<>())
                    .add(AttributeChange.add(each.column(), each.by()));
        }
        List<Write> writes = new ArrayList<>();
        changes.forEach(
                (account, each) -> writes.add(new Write.Update(account, each, Condition.NONE)));
        if (!writes.isEmpty()) {
            store.writeAll(writes, guard);
        }
    }

    private static String name(String code) {
        return code.toLowerCase(Locale.ROOT);
    }

    private static String code(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
