package io.quill.events.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Metric;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Gzip;
import io.quill.platform.store.Item;
import io.quill.platform.store.Key;
import io.quill.platform.store.Page;
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
 * How many facts of each agent and metric a business day has, as far as they are settled or on
 * their way. A batch counts what it holds when it is fixed, in an item of its own for each day, so
 * that writing it twice counts it once; and takes that back when it is let go. Now and then the
 * items of batches that are done are folded into one, which knows up to which batch it counts.
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

    /** What is counted; the agent's id is folded as the dimension's keys are. */
    public record Of(String agentKey, Metric metric) {}

    public FactCounts(DataStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public Map<Of, Long> on(LocalDate date) {
        List<Item> items = items(date);
        long upTo = upTo(items);
        Map<Of, Long> counts = new HashMap<>();
        items.stream().filter(item -> counts(item, upTo)).forEach(item -> add(item, counts));
        return counts;
    }

    /** It counts from now on. */
    List<Write> fixed(OpenBatch batch) {
        List<Write> writes = new ArrayList<>();
        FactRows.counted(batch.rows())
                .forEach(
                        (date, counts) -> {
                            if (batch.number() % FOLD_EVERY == 0) {
                                writes.addAll(folded(date, batch.number() - 1));
                            }
                            writes.add(put(date, key(BATCH, batch), counts));
                            writes.add(delete(date, key(APART, batch)));
                        });
        return writes;
    }

    /** It counts on, but may be let go, or was in part, much later than the batches around it. */
    List<Write> apart(OpenBatch batch) {
        List<Write> writes = new ArrayList<>();
        FactRows.counted(batch.rows())
                .forEach(
                        (date, counts) -> {
                            writes.add(put(date, key(APART, batch), counts));
                            writes.add(delete(date, key(BATCH, batch)));
                        });
        return writes;
    }

    /** It counts no more. */
    List<Write> without(OpenBatch batch) {
        List<Write> writes = new ArrayList<>();
        for (LocalDate date : FactRows.counted(batch.rows()).keySet()) {
            writes.add(delete(date, key(APART, batch)));
            writes.add(delete(date, key(BATCH, batch)));
        }
        return writes;
    }

    /** One post at a time is in flight, so every batch up to the one before is done with. */
    private List<Write> folded(LocalDate date, long upTo) {
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

    /** Of a batch that may be folded. */
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
        Page page = store.query(query);
        List<Item> items = new ArrayList<>(page.items());
        while (page.next().isPresent()) {
            page = store.query(query.after(page.next().get()));
            items.addAll(page.items());
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
                .with(COUNTS, Gzip.pack(lines.toString().getBytes(UTF_8)))
                .with(Item.EXPIRES_AT, clock.instant().plus(MEMORY).getEpochSecond());
    }

    private static Write delete(LocalDate date, String sk) {
        return new Write.Delete(new Key(partition(date), sk), Condition.NONE);
    }

    private static void add(Item item, Map<Of, Long> counts) {
        new String(Gzip.unpack(item.bytes(COUNTS).orElseThrow()), UTF_8)
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
