package io.quill.app.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import java.util.function.Supplier;

/** A text that is made when it is asked for. Making it may not wait for anything. */
public final class Page implements Handler<RoutingContext> {
    private final String type;
    private final Supplier<String> text;

    public Page(String type, Supplier<String> text) {
        this.type = type;
        this.text = text;
    }

    @Override
    public void handle(RoutingContext context) {
        context.response().putHeader("Content-Type", type).end(text.get());
    }
}
