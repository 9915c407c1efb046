package io.quill.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many requests at once, those that wait for a worker included; one more is asked to come back.
 */
final class InFlight implements Handler<RoutingContext> {
    private static final String RETRY_AFTER_SECONDS = "5";

    private final int most;
    private final AtomicInteger now = new AtomicInteger();

    InFlight(int most) {
        this.most = most;
    }

    int now() {
        return now.get();
    }

    @Override
    public void handle(RoutingContext context) {
        if (now.incrementAndGet() > most) {
            now.decrementAndGet();
            context.response()
                    .setStatusCode(503)
                    .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .end();
        } else {
            context.addEndHandler(_ -> now.decrementAndGet());
            context.next();
        }
    }
}
