package io.quill.app.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;

import java.util.concurrent.Executors;

/**
 * Vert.x whose workers are virtual threads: a request that waits for the disk holds next to
 * nothing, and is woken without the help of the operating system. How many there are at once is
 * bounded before they start.
 */
public final class VirtualWorkers {
    private VirtualWorkers() {}

    public static Vertx vertx() {
        return new VertxBuilder(new VertxOptions())
                .executorServiceFactory(
                        (_, _, _) ->
                                Executors.newThreadPerTaskExecutor(
                                        Thread.ofVirtual().name("quill-worker-", 0).factory()))
                .init()
                .vertx();
    }
}
