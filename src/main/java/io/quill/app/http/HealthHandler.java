package io.quill.app.http;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.util.Optional;
import java.util.function.Supplier;

/** Answers UP, or DOWN with the reason, on the event loop. The check must not block. */
public final class HealthHandler implements Handler<RoutingContext> {
    private final Supplier<Optional<String>> obstacle;

    public HealthHandler(Supplier<Optional<String>> obstacle) {
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
