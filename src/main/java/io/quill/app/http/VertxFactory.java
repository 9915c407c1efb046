package io.quill.app.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;

import java.util.concurrent.Executors;

/** Creates Vert.x with virtual threads as workers, which may block cheaply. */
public final class VertxFactory {
    private VertxFactory() {}

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
