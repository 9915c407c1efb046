package io.quill.app;

import io.quill.app.http.Bounds;
import io.quill.app.http.HttpListener;
import io.quill.app.http.ManagementListener;
import io.quill.app.http.VirtualWorkers;
import io.quill.platform.logging.Tally;
import io.quill.platform.settings.Server;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;
import java.util.Optional;

/** The ports, and what is behind them without a route. */
final class Doors implements AutoCloseable {
    private static final Duration DRAIN_TIME = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final HttpListener listener;
    private final Duration linger;
    private final Optional<ManagementListener> management;

    Doors(Server server, Bounds bounds, Tally tally) {
        vertx = VirtualWorkers.vertx();
        linger = server.linger();
        listener =
                new HttpListener(
                        vertx, server.host(), server.port(), server.adminPort(), bounds, tally);
        management =
                server.managementPort()
                        .map(port -> new ManagementListener(vertx, server.host(), port, tally));
    }

    Vertx vertx() {
        return vertx;
    }

    HttpListener listener() {
        return listener;
    }

    /** Serves a path to what watches Quill: on a port of its own where there is one. */
    void watched(String path, Handler<RoutingContext> handler) {
        management.ifPresentOrElse(
                port -> port.serve(path, handler), () -> listener.serve(path, handler));
    }

    void open() {
        management.ifPresent(ManagementListener::listen);
        listener.listen();
    }

    /** What was accepted is answered first, and so is whoever has not heard that this ends. */
    void drain() {
        try {
            listener.linger(linger);
            listener.drain(DRAIN_TIME);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
