package io.quill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.event.Direction;
import io.quill.event.EventKey;
import io.quill.event.FactEvent;
import io.quill.event.Metric;
import io.quill.ledger.Arrival;
import io.quill.ledger.Holding;
import io.quill.ledger.Ledger;
import io.quill.store.DataStore;
import io.quill.store.memory.MemoryStore;
import io.quill.store.sqlite.SqliteStore;

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
                "%-28s %8s %12s %10s %10s%n", "backend", "callers", "holds/s", "p50 ms", "p99 ms");
        Path directory = Files.createTempDirectory("quill-bench");
        try (DataStore store = new MemoryStore(InstantSource.system())) {
            measure("memory", store, 1, 32);
        }
        try (DataStore store =
                SqliteStore.open(directory.resolve("quill.db"), InstantSource.system())) {
            measure("sqlite (WAL, FULL)", store, 1, 2, 8, 32, 64);
        }
    }

    private static void measure(String backend, DataStore store, int... callers)
            throws InterruptedException {
        Ledger ledger = new Ledger(store, InstantSource.system(), Duration.ofDays(14));
        for (int number : callers) {
            load(ledger, number, WARM_UP);
            long begun = System.nanoTime();
            Histogram times = load(ledger, number, MEASURED);
            double seconds = (System.nanoTime() - begun) / 1e9;
            OUT.printf(
                    "%-28s %8d %,12.0f %10.3f %10.3f%n",
                    backend,
                    number,
                    times.getTotalCount() / seconds,
                    times.getValueAtPercentile(50) / 1e6,
                    times.getValueAtPercentile(99) / 1e6);
        }
    }

    private static Histogram load(Ledger ledger, int callers, Duration duration)
            throws InterruptedException {
        Histogram times = new ConcurrentHistogram(3);
        long end = System.nanoTime() + duration.toNanos();
        CountDownLatch done = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            Thread.ofPlatform().start(() -> holdUntil(end, ledger, times, done));
        }
        done.await();
        return times;
    }

    private static void holdUntil(long end, Ledger ledger, Histogram times, CountDownLatch done) {
        try {
            while (System.nanoTime() < end) {
                long begun = System.nanoTime();
                hold(ledger);
                times.recordValue(System.nanoTime() - begun);
            }
        } finally {
            done.countDown();
        }
    }

    private static void hold(Ledger ledger) {
        Holding holding = ledger.hold(List.of(arrival(ID.incrementAndGet()))).getFirst();
        if (holding != Holding.HELD) {
            throw new IllegalStateException("A new event was taken for " + holding);
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
