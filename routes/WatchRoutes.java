package io.quill.routes;

import io.quill.store.StoreException;

import org.apache.camel.builder.RouteBuilder;

/** Looks at the figures, and tells somebody what needs a person. */
public final class WatchRoutes extends RouteBuilder {
    private final Runnable look;
    private final Runnable tell;

    public WatchRoutes(Runnable look, Runnable tell) {
        this.look = look;
        this.tell = tell;
    }

    @Override
    public void configure() {
        onException(StoreException.class)
                .handled(true)
                .log("The figures stay as they were: ${exception.message}");

        from("timer:pulse?period=15000")
                .routeId("pulse")
                .process(_ -> look.run())
                .process(_ -> tell.run());
    }
}
