package io.quill.events.ledger;

import io.quill.platform.store.Change;
import io.quill.platform.store.Condition;
import io.quill.platform.store.Counting;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
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

/** How many events came, and where each of them is. {@link Bookkeeping} says how they are kept. */
public final class Books {
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
    public Books(DataStore store, InstantSource clock, Duration memory) {
        this(store, clock, memory, store.exclusive() ? _ -> {} : Thread::sleep);
    }

    Books(DataStore store, InstantSource clock, Duration memory, Pause pause) {
        this.store = store;
        this.clock = clock;
        this.memory = memory;
        this.pause = pause;
    }

    /** Both days included; by day, then by source. A day on which nothing came has no account. */
    public List<Account> accounts(LocalDate from, LocalDate to) {
        return kept(from, to).entrySet().stream()
                .map(each -> each.getValue().account(each.getKey().source(), each.getKey().day()))
                .toList();
    }

    private Map<Heading, Figures> kept(LocalDate from, LocalDate to) {
        Map<Heading, Figures> kept = new TreeMap<>();
        from.datesUntil(to.plusDays(1))
                .forEach(day -> shards(day).forEach(shard -> add(kept, day, shard)));
        return kept;
    }

    private static void add(Map<Heading, Figures> kept, LocalDate day, Item shard) {
        String sk = shard.key().sk();
        Heading heading = new Heading(day, name(sk.substring(0, sk.indexOf('#'))));
        kept.computeIfAbsent(heading, _ -> new Figures()).plus(shard);
    }

    private List<Item> shards(LocalDate day) {
        Query query = Query.of(Bookkeeping.partition(day)).consistent();
        Page page = store.query(query);
        List<Item> items = new ArrayList<>(page.items());
        while (page.next().isPresent()) {
            page = store.query(query.after(page.next().get()));
            items.addAll(page.items());
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
        Map<Heading, Look> first = look(alive);
        if (first.values().stream().allMatch(each -> each.corrections().isEmpty())) {
            return outcome(first, first);
        }
        try {
            pause.take(Counting.COUNTED_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return outcome(first, Map.of());
        }
        return outcome(look(alive), first);
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
    private record Look(Figures books, boolean stoodStill, List<Correction> corrections) {}

    private Map<Heading, Look> look(Runnable alive) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate from =
                LocalDate.ofInstant(clock.instant().minus(memory), ZoneOffset.UTC).plusDays(1);
        Map<Heading, Figures> before = kept(from, today);
        Map<Heading, Figures> there = counted(from, alive);
        Map<Heading, Figures> after = kept(from, today);
        there.keySet().forEach(heading -> after.putIfAbsent(heading, new Figures()));
        Map<Heading, Look> looks = new TreeMap<>();
        after.forEach(
                (heading, books) -> {
                    boolean still = books.equals(before.getOrDefault(heading, new Figures()));
                    Figures events = there.getOrDefault(heading, new Figures());
                    looks.put(
                            heading,
                            new Look(
                                    books,
                                    still,
                                    still ? corrections(heading, books, events) : List.of()));
                });
        return looks;
    }

    private Map<Heading, Figures> counted(LocalDate from, Runnable alive) {
        Map<Heading, Figures> counted = new TreeMap<>();
        Optional<Page> page = Optional.of(store.scan(PAGE, Optional.empty()));
        while (page.isPresent()) {
            alive.run();
            for (Item item : page.get().items()) {
                if (EntryItems.isEvent(item) && !EntryItems.day(item).isBefore(from)) {
                    Heading heading =
                            new Heading(EntryItems.day(item), name(EntryItems.source(item)));
                    Figures figures = counted.computeIfAbsent(heading, _ -> new Figures());
                    Column.of(item).ifPresent(column -> figures.plus(column, 1));
                }
            }
            page = page.get().next().map(cursor -> store.scan(PAGE, Optional.of(cursor)));
        }
        return counted;
    }

    private static List<Correction> corrections(Heading heading, Figures books, Figures events) {
        List<Correction> corrections = new ArrayList<>();
        long received = books.of(Column.DUPLICATES) + books.of(Column.IGNORED);
        for (Column column : Column.OF_EVENTS) {
            correction(heading, column, events.of(column) - books.of(column))
                    .ifPresent(corrections::add);
            received += events.of(column);
        }
        correction(heading, Column.RECEIVED, received - books.of(Column.RECEIVED))
                .ifPresent(corrections::add);
        return corrections;
    }

    private static Optional<Correction> correction(Heading heading, Column column, long by) {
        return by == 0
                ? Optional.empty()
                : Optional.of(new Correction(heading.source(), heading.day(), column.word(), by));
    }

    /** Written at once, unlike what is counted by the way: whoever looks next sees them right. */
    private void correct(List<Correction> corrections, Guard guard) {
        Map<Key, List<Change>> changes = new LinkedHashMap<>();
        for (Correction each : corrections) {
            Key account =
                    Bookkeeping.account(
                            code(each.source()), each.day().toString(), Shards.ONE.any());
            changes.computeIfAbsent(account, _ -> new ArrayList<>())
                    .add(Change.add(each.column(), each.by()));
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
