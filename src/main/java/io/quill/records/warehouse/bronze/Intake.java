package io.quill.records.warehouse.bronze;

import io.quill.records.landing.RawRecord;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.bronze.Appending.Appended;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Records on their way: while one chunk is compared and appended, the next is filled. There are no
 * more than these two, and they are appended in their order.
 */
final class Intake implements AutoCloseable {
    private final Appending appending;
    private final Supplier<Instant> now;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("bronze").factory());
    private Chunk filling = new Chunk();
    private CompletableFuture<Appended> running = CompletableFuture.completedFuture(Appended.NONE);
    private Appended done = Appended.NONE;

    Intake(Appending appending, Supplier<Instant> now) {
        this.appending = appending;
        this.now = now;
    }

    void add(RawRecord record) {
        if (filling.mustGoBefore(record)) {
            send();
        }
        filling.add(record);
    }

    private void send() {
        await();
        Chunk full = filling;
        Instant seen = now.get();
        running = CompletableFuture.supplyAsync(() -> appending.append(full, seen), worker);
        filling = new Chunk();
    }

    /** Until nobody else uses the session: what was sent is appended, or its fault is told. */
    void await() {
        try {
            done = done.plus(running.join());
        } catch (CompletionException e) {
            throw e.getCause() instanceof WarehouseException known ? known : e;
        } finally {
            running = CompletableFuture.completedFuture(Appended.NONE);
        }
    }

    Appended finish() {
        if (!filling.isEmpty()) {
            send();
        }
        await();
        return done;
    }

    /** What was sent comes to its end, well or not; nothing more is. */
    @Override
    public void close() {
        worker.close();
    }
}
