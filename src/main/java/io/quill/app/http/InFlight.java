package io.quill.app.http;

import io.quill.platform.logging.Tally;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.event.Level;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many requests at once, those that wait for a worker included; one more is asked to come back.
 */
final class InFlight implements Handler<RoutingContext> {
    /** Whether requests are let in. */
    enum Door {
        OPEN,
        /** They are, but their connections end with them. */
        CLOSING,
        SHUT
    }

    private final String path;
    private final int most;
    private final Tally refusals;
    private final AtomicInteger now = new AtomicInteger();
    private volatile Door door = Door.OPEN;

    InFlight(String path, int most, Tally refusals) {
        this.path = path;
        this.most = most;
        this.refusals = refusals;
    }

    int now() {
        return now.get();
    }

    void turn(Door to) {
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
                Level.WARN, path + " is asked for more than it takes at once", "answered 503");
        Refusal.answer(context, 503);
    }
}
