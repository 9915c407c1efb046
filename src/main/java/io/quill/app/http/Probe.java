package io.quill.app.http;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says UP, or DOWN and why, on the event loop, so that it is heard when every worker is busy.
 * Finding out may not wait for anything.
 */
public final class Probe implements Handler<RoutingContext> {
    private final Supplier<Optional<String>> obstacle;

    public Probe(Supplier<Optional<String>> obstacle) {
        this.obstacle = obstacle;
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<String> why = obstacle.get();
        JsonObject told = new JsonObject().put("status", why.isPresent() ? "DOWN" : "UP");
        why.ifPresent(words -> told.put("reason", words));
        context.response()
                .setStatusCode(why.isPresent() ? 503 : 200)
                .putHeader("Content-Type", "application/json")
                .end(told.encode());
    }
}
