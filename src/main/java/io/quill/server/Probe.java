package io.quill.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import java.util.function.BooleanSupplier;

/** Says UP or DOWN on the event loop, so that it is heard when every worker is busy. */
public final class Probe implements Handler<RoutingContext> {
    private final BooleanSupplier up;

    public Probe(BooleanSupplier up) {
        this.up = up;
    }

    @Override
    public void handle(RoutingContext context) {
        boolean fine = up.getAsBoolean();
        context.response()
                .setStatusCode(fine ? 200 : 503)
                .putHeader("Content-Type", "application/json")
                .end(fine ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
    }
}
