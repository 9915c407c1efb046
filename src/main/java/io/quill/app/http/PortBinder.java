package io.quill.app.http;

import io.quill.platform.logging.RepeatedMessageLog;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Opens ports and waits until they are open, or shut again. */
final class PortBinder {
    private PortBinder() {}

    static HttpServer listen(
            Vertx vertx,
            String host,
            int port,
            Duration idleTime,
            Handler<HttpServerRequest> handler,
            RepeatedMessageLog refusals) {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setIdleTimeout(Math.toIntExact(idleTime.toMillis()))
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        // no sender of webhooks asks for it, and it is a second parser to attack
                        .setHttp2ClearTextEnabled(false);
        try {
            return await(
                    vertx.createHttpServer(options)
                            .requestHandler(new StrictRequests(handler, refusals))
                            .listen(port, host));
        } catch (CompletionException e) {
            throw new PortUnavailableException(host, port, e.getCause() == null ? e : e.getCause());
        }
    }

    static void close(HttpServer server) {
        await(server.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
