package io.quill.platform.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quill.platform.store.Consistency;
import io.quill.platform.store.CounterIncrement;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Guard;
import io.quill.platform.store.IndexQuery;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemKey;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Query;
import io.quill.platform.store.StoreException;
import io.quill.platform.store.Write;
import io.quill.platform.store.WriteResult;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Times the store's operations, and counts their errors by reason. */
final class MeasuredStore implements DataStore {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };
    private static final String FINE = "fine";
    private static final String WRITE = "write";

    private final DataStore store;
    private final MeterRegistry registry;
    private final AtomicBoolean answerLost = new AtomicBoolean();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    MeasuredStore(DataStore store, MeterRegistry registry) {
        this.store = store;
        this.registry = registry;
    }

    @Override
    public Optional<Item> get(ItemKey itemKey, Consistency consistency) {
        return timed("get", () -> store.get(itemKey, consistency));
    }

    @Override
    public ItemPage query(Query query) {
        return timed("query", () -> store.query(query));
    }

    @Override
    public ItemPage index(IndexQuery query) {
        return timed("index", () -> store.index(query));
    }

    @Override
    public WriteResult write(Write write) {
        return timed("write", () -> store.write(write));
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes) {
        return timed("write_all", () -> store.writeAll(writes));
    }

    @Override
    public CompletableFuture<List<WriteResult>> submitAll(List<? extends Write> writes) {
        long begun = System.nanoTime();
        return store.submitAll(writes)
                .whenComplete((_, fault) -> record("write_all", outcome(fault), begun));
    }

    private static String outcome(@Nullable Throwable fault) {
        return switch (fault instanceof CompletionException ? fault.getCause() : fault) {
            case StoreException told -> outcome(told);
            case null, default -> FINE;
        };
    }

    private static String outcome(StoreException fault) {
        return fault.reason().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<WriteResult> writeAll(List<? extends Write> writes, Guard guard) {
        return timed("write_guarded", () -> store.writeAll(writes, guard));
    }

    @Override
    public void count(List<CounterIncrement> counts) {
        timed(
                "count",
                () -> {
                    store.count(counts);
                    return counts;
                });
    }

    @Override
    public ItemPage scan(int limit, Optional<String> after) {
        return timed("scan", () -> store.scan(limit, after));
    }

    @Override
    public boolean isExclusive() {
        return store.isExclusive();
    }

    @Override
    public Optional<StoreException> writeFailure() {
        return store.writeFailure();
    }

    @Override
    public void close() {
        store.close();
    }

    private <T> T timed(String operation, Supplier<T> work) {
        long begun = System.nanoTime();
        String outcome = FINE;
        try {
            return work.get();
        } catch (StoreException e) {
            outcome = outcome(e);
            throw e;
        } finally {
            record(operation, outcome, begun);
        }
    }

    @Override
    public boolean mayHaveMiscounted() {
        boolean byTheStore = store.mayHaveMiscounted();
        return answerLost.getAndSet(false) || byTheStore;
    }

    private void record(String operation, String outcome, long begun) {
        if (operation.startsWith(WRITE) && !outcome.equals(FINE)) {
            answerLost.set(true);
        }
        timer(operation, outcome).record(Duration.ofNanos(System.nanoTime() - begun));
    }

    private Timer timer(String operation, String outcome) {
        return timers.computeIfAbsent(
                operation + " " + outcome,
                _ ->
                        Timer.builder("quill.store")
                                .description("What the store was asked, and how long it took")
                                .serviceLevelObjectives(BUCKETS)
                                .tags("operation", operation, "outcome", outcome)
                                .register(registry));
    }
}
