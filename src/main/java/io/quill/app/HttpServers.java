package io.quill.app;

import io.quill.app.http.HttpListener;
import io.quill.app.http.ManagementListener;
import io.quill.app.http.ServerLimits;
import io.quill.app.http.VertxFactory;
import io.quill.platform.logging.RepeatedMessageLog;
import io.quill.platform.settings.ServerSettings;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;
import java.util.Optional;

/** HTTP servers of the process, and the handlers they serve without a route. */
final class HttpServers implements AutoCloseable {
    private static final Duration DRAIN_TIME = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final HttpListener listener;
    private final Duration linger;
    private final Optional<ManagementListener> management;

    HttpServers(
            ServerSettings serverSettings,
            ServerLimits serverLimits,
            RepeatedMessageLog repeatedMessageLog) {
        vertx = VertxFactory.vertx();
        linger = serverSettings.linger();
        listener =
                new HttpListener(
                        vertx,
                        serverSettings.host(),
                        serverSettings.port(),
                        serverSettings.adminPort(),
                        serverLimits,
                        repeatedMessageLog);
        management =
                serverSettings
                        .managementPort()
                        .map(
                                port ->
                                        new ManagementListener(
                                                vertx,
                                                serverSettings.host(),
                                                port,
                                                repeatedMessageLog));
    }

    Vertx vertx() {
        return vertx;
    }

    HttpListener listener() {
        return listener;
    }

    /** Serves a path to monitoring, on the management port if there is one. */
    void addManagementRoute(String path, Handler<RoutingContext> handler) {
        management.ifPresentOrElse(
                port -> port.serve(path, handler), () -> listener.serve(path, handler));
    }

    void open() {
        management.ifPresent(ManagementListener::listen);
        listener.listen();
    }

    /**
     * Answers accepted requests, and goes on serving clients that do not know yet that the process
     * stops.
     */
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
