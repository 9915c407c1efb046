package io.quill.records.warehouse.bronze;

import io.quill.records.landing.RawRecord;
import io.quill.records.landing.WarehouseException;
import io.quill.records.warehouse.bronze.BronzeAppender.Appended;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Pipeline of two chunks: one is filled while the other is compared and appended, in order. */
final class ChunkPipeline implements AutoCloseable {
    private final BronzeAppender bronzeAppender;
    private final Supplier<Instant> now;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("bronze").factory());
    private Chunk filling = new Chunk();
    private CompletableFuture<Appended> running = CompletableFuture.completedFuture(Appended.NONE);
    private Appended done = Appended.NONE;

    ChunkPipeline(BronzeAppender bronzeAppender, Supplier<Instant> now) {
        this.bronzeAppender = bronzeAppender;
        this.now = now;
    }

    void add(RawRecord record) {
        if (filling.isFullFor(record)) {
            send();
        }
        filling.add(record);
    }

    private void send() {
        await();
        Chunk full = filling;
        Instant seen = now.get();
        running = CompletableFuture.supplyAsync(() -> bronzeAppender.append(full, seen), worker);
        filling = new Chunk();
    }

    /** Waits until the chunk that was sent is appended, or throws its failure. */
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

    /** Waits for the chunk that was sent, and sends no more. */
    @Override
    public void close() {
        worker.close();
    }
}
