package io.quill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Direction;
import io.quill.events.EventKey;
import io.quill.events.FactEvent;
import io.quill.events.Metric;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.HoldResult;
import io.quill.events.ledger.Ledger;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.Write;
import io.quill.platform.store.dynamo.DynamoLocal;
import io.quill.platform.store.dynamo.DynamoSettings;
import io.quill.platform.store.dynamo.DynamoStore;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.platform.store.sqlite.SqliteStore;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Durable holds a second, and how long one takes: backend by number of callers, one event a call.
 */
final class StoreBench {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration MEASURED = Duration.ofSeconds(5);

    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);
    private static final AtomicLong ID = new AtomicLong();

    private StoreBench() {}

    static void run() throws Exception {
        OUT.printf(
                "%-36s %8s %12s %10s %10s%n", "backend", "callers", "holds/s", "p50 ms", "p99 ms");
        Path directory = Files.createTempDirectory("quill-bench");
        try (DataStore store = new MemoryStore(InstantSource.system())) {
            measure("memory", store, 1, 32);
        }
        try (DataStore store =
                SqliteStore.open(directory.resolve("quill.db"), InstantSource.system())) {
            measure("sqlite (WAL, FULL)", store, 1, 2, 8, 32, 64);
        }
        dynamo("dynamodb local, memory", DynamoLocal.table(StoreBench.class));
        dynamo("dynamodb local, disk", DynamoLocal.onDisk(directory, "StoreBench"));
    }

    /** Group commit against plain puts by as many callers, in the same run. */
    private static void dynamo(String backend, DynamoSettings settings)
            throws InterruptedException {
        try (DataStore store = DynamoStore.open(settings, InstantSource.system())) {
            double single = measure(backend + ", one by one", () -> put(store), 32);
            double grouped = measure(backend, store, 1, 32);
            OUT.printf("%s: group commit is %.1f times as fast%n", backend, grouped / single);
        }
    }

    private static void put(DataStore store) {
        Item item =
                Item.at("ALOWARE:" + ID.incrementAndGet(), "event").with("state", "ready").build();
        store.write(new Write.Put(item, Condition.NONE));
    }

    private static double measure(String backend, DataStore store, int... callers)
            throws InterruptedException {
        Ledger ledger = new Ledger(store, InstantSource.system(), Duration.ofDays(14));
        return measure(backend, () -> hold(ledger), callers);
    }

    /** The rate with the last number of callers. */
    private static double measure(String backend, Runnable work, int... callers)
            throws InterruptedException {
        double rate = 0;
        for (int number : callers) {
            load(work, number, WARM_UP);
            long begun = System.nanoTime();
            Histogram times = load(work, number, MEASURED);
            double seconds = (System.nanoTime() - begun) / 1e9;
            rate = times.getTotalCount() / seconds;
            OUT.printf(
                    "%-36s %8d %,12.0f %10.3f %10.3f%n",
                    backend,
                    number,
                    rate,
                    times.getValueAtPercentile(50) / 1e6,
                    times.getValueAtPercentile(99) / 1e6);
        }
        return rate;
    }

    private static Histogram load(Runnable work, int callers, Duration duration)
            throws InterruptedException {
        Histogram times = new ConcurrentHistogram(3);
        long end = System.nanoTime() + duration.toNanos();
        CountDownLatch done = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            Thread.ofPlatform().start(() -> workUntil(end, work, times, done));
        }
        done.await();
        return times;
    }

    private static void workUntil(long end, Runnable work, Histogram times, CountDownLatch done) {
        try {
            while (System.nanoTime() < end) {
                long begun = System.nanoTime();
                work.run();
                times.recordValue(System.nanoTime() - begun);
            }
        } finally {
            done.countDown();
        }
    }

    private static void hold(Ledger ledger) {
        HoldResult holdResult = ledger.hold(List.of(arrival(ID.incrementAndGet()))).getFirst();
        if (holdResult != HoldResult.HELD) {
            throw new IllegalStateException("A new event was taken for " + holdResult);
        }
    }

    private static Arrival arrival(long id) {
        FactEvent event =
                new FactEvent(
                        EventKey.of("ALOWARE", Long.toString(54_000_000 + id)),
                        Metric.CALLS,
                        "4711",
                        InstantSource.system().instant(),
                        Direction.OUTBOUND,
                        "completed",
                        63,
                        70,
                        "8465",
                        "");
        return new Arrival.Countable(event, "", "bench", InstantSource.system().instant());
    }
}
