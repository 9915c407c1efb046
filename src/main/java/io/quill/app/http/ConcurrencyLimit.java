package io.quill.app.http;

import io.quill.platform.logging.RepeatedMessageLog;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.event.Level;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limit of requests in flight, including those that wait for a worker; further ones are asked to
 * come back.
 */
final class ConcurrencyLimit implements Handler<RoutingContext> {
    /** Admission of requests. */
    enum Door {
        OPEN,
        /** They are, but their connections end with them. */
        CLOSING,
        SHUT
    }

    private final String path;
    private final int most;
    private final RepeatedMessageLog refusals;
    private final AtomicInteger now = new AtomicInteger();
    private volatile Door door = Door.OPEN;

    ConcurrencyLimit(String path, int most, RepeatedMessageLog refusals) {
        this.path = path;
        this.most = most;
        this.refusals = refusals;
    }

    int now() {
        return now.get();
    }

    void setMode(Door to) {
        door = to;
    }

    @Override
    public void handle(RoutingContext context) {
        if (now.incrementAndGet() > most || door == Door.SHUT) {
            now.decrementAndGet();
            refuse(context);
        } else {
            if (door == Door.CLOSING) {
                context.response().putHeader(HttpHeaders.CONNECTION, "close");
            }
            context.addEndHandler(_ -> leave(context));
            context.next();
        }
    }

    private void leave(RoutingContext context) {
        now.decrementAndGet();
        if (door != Door.OPEN) {
            context.request().connection().close();
        }
    }

    private void refuse(RoutingContext context) {
        refusals.count(
                Level.WARN, path + " got more requests at once than it serves", "answered 503");
        ErrorResponse.answer(context, 503);
    }
}
