package io.quill.events.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Metric;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Gzip;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.Write;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts of facts by agent, metric and business day, settled or on their way. A batch is counted in
 * an item of its own when it is fixed, so that writing it twice counts it once; items of finished
 * batches are folded into one now and then.
 */
public final class FactCounts {
    static final long FOLD_EVERY = 16;

    private static final Duration MEMORY = Duration.ofDays(62);
    private static final String COUNTS = "counts";
    private static final String UP_TO = "upTo";
    private static final String SUM = "sum";
    private static final String BATCH = "b";
    private static final String APART = "x";

    private final DataStore store;
    private final InstantSource clock;

    /** Key that is counted by; the agent's id is folded as the dimension's keys are. */
    public record Of(String agentKey, Metric metric) {}

    public FactCounts(DataStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public Map<Of, Long> countsOn(LocalDate date) {
        List<Item> items = items(date);
        long upTo = upTo(items);
        Map<Of, Long> counts = new HashMap<>();
        items.stream().filter(item -> counts(item, upTo)).forEach(item -> add(item, counts));
        return counts;
    }

    /** Counts a batch. */
    List<Write> addBatch(OpenBatch batch) {
        List<Write> writes = new ArrayList<>();
        FactRows.countByDay(batch.rows())
                .forEach(
                        (date, counts) -> {
                            if (batch.number() % FOLD_EVERY == 0) {
                                writes.addAll(fold(date, batch.number() - 1));
                            }
                            writes.add(put(date, key(BATCH, batch), counts));
                            writes.add(delete(date, key(APART, batch)));
                        });
        return writes;
    }

    /**
     * Counts a batch in a place of its own, since it may be released much later than its
     * neighbours.
     */
    List<Write> moveApart(OpenBatch batch) {
        List<Write> writes = new ArrayList<>();
        FactRows.countByDay(batch.rows())
                .forEach(
                        (date, counts) -> {
                            writes.add(put(date, key(APART, batch), counts));
                            writes.add(delete(date, key(BATCH, batch)));
                        });
        return writes;
    }

    /** Removes a batch from the counts. */
    List<Write> removeBatch(OpenBatch batch) {
        List<Write> writes = new ArrayList<>();
        for (LocalDate date : FactRows.countByDay(batch.rows()).keySet()) {
            writes.add(delete(date, key(APART, batch)));
            writes.add(delete(date, key(BATCH, batch)));
        }
        return writes;
    }

    /**
     * Folds all batches up to a number into one item; they are finished, since one post at a time
     * is in flight.
     */
    private List<Write> fold(LocalDate date, long upTo) {
        List<Item> items = items(date);
        long before = upTo(items);
        List<Item> done =
                items.stream()
                        .filter(item -> counts(item, before) && !item.key().sk().startsWith(APART))
                        .filter(item -> number(item).filter(each -> each > upTo).isEmpty())
                        .toList();
        Map<Of, Long> counts = new HashMap<>();
        done.forEach(item -> add(item, counts));
        List<Write> writes = new ArrayList<>();
        Item sum = item(date, SUM, counts).with(UP_TO, upTo).build();
        writes.add(new Write.Put(sum, Condition.NONE));
        items.stream()
                .filter(item -> number(item).filter(each -> each <= upTo).isPresent())
                .forEach(item -> writes.add(new Write.Delete(item.key(), Condition.NONE)));
        return writes;
    }

    private static boolean counts(Item item, long upTo) {
        return number(item).filter(number -> number <= upTo).isEmpty();
    }

    /** Returns the batch number of an item that may be folded. */
    private static Optional<Long> number(Item item) {
        String sk = item.key().sk();
        return sk.startsWith(BATCH)
                ? Optional.of(Long.parseLong(sk.substring(BATCH.length())))
                : Optional.empty();
    }

    private static long upTo(List<Item> items) {
        return items.stream().flatMap(item -> item.number(UP_TO).stream()).findFirst().orElse(0L);
    }

    private List<Item> items(LocalDate date) {
        Query query = Query.of(partition(date)).consistent();
        ItemPage itemPage = store.query(query);
        List<Item> items = new ArrayList<>(itemPage.items());
        while (itemPage.next().isPresent()) {
            itemPage = store.query(query.after(itemPage.next().get()));
            items.addAll(itemPage.items());
        }
        return items;
    }

    private Write put(LocalDate date, String sk, Map<Of, Long> counts) {
        return new Write.Put(item(date, sk, counts).build(), Condition.NONE);
    }

    private Item.Builder item(LocalDate date, String sk, Map<Of, Long> counts) {
        StringBuilder lines = new StringBuilder();
        counts.forEach(
                (of, count) ->
                        lines.append(of.agentKey())
                                .append('\t')
                                .append(of.metric())
                                .append('\t')
                                .append(count)
                                .append('\n'));
        return Item.at(partition(date), sk)
                .with(COUNTS, Gzip.compress(lines.toString().getBytes(UTF_8)))
                .with(Item.EXPIRES_AT, clock.instant().plus(MEMORY).getEpochSecond());
    }

    private static Write delete(LocalDate date, String sk) {
        return new Write.Delete(new ItemKey(partition(date), sk), Condition.NONE);
    }

    private static void add(Item item, Map<Of, Long> counts) {
        new String(Gzip.decompress(item.bytes(COUNTS).orElseThrow()), UTF_8)
                .lines()
                .map(line -> line.split("\t", -1))
                .forEach(
                        part ->
                                counts.merge(
                                        new Of(part[0], Metric.valueOf(part[1])),
                                        Long.parseLong(part[2]),
                                        Long::sum));
    }

    private static String key(String kind, OpenBatch batch) {
        return "%s%019d".formatted(kind, batch.number());
    }

    private static String partition(LocalDate date) {
        return "COUNTS#" + date;
    }
}
