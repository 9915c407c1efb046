package io.quill.app.http;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;

import io.quill.platform.logging.RepeatedMessageLog;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Listener for monitoring on a port of its own, out of reach for webhook senders. */
public final class ManagementListener implements AutoCloseable {
    private static final Duration IDLE_TIME = Duration.ofMinutes(2);

    private final Vertx vertx;
    private final String host;
    private final int port;
    private final Router router;
    private final RepeatedMessageLog refusals;
    private @Nullable HttpServer server;

    public ManagementListener(Vertx vertx, String host, int port, RepeatedMessageLog refusals) {
        this.refusals = refusals;
        this.vertx = vertx;
        this.host = host;
        this.port = port;
        this.router = Router.router(vertx);
        router.errorHandler(400, context -> ErrorResponse.answer(context, 400));
    }

    /** Serves a path on the event loop. */
    public void serve(String path, Handler<RoutingContext> handler) {
        router.route(path).method(GET).method(HEAD).handler(handler);
    }

    public void listen() {
        server = PortBinder.listen(vertx, host, port, IDLE_TIME, router, refusals);
    }

    @Override
    public void close() {
        if (server != null) {
            PortBinder.close(server);
            server = null;
        }
    }
}
