package io.quill.app.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import java.util.function.Supplier;

/** Serves a text that is made on request. Making it must not block. */
public final class TextHandler implements Handler<RoutingContext> {
    private final String type;
    private final Supplier<String> text;

    public TextHandler(String type, Supplier<String> text) {
        this.type = type;
        this.text = text;
    }

    @Override
    public void handle(RoutingContext context) {
        context.response().putHeader("Content-Type", type).end(text.get());
    }
}
