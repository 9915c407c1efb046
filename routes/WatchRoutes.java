package io.quill.routes;

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
        from("scheduler:pulse?delay=15000")
                .routeId("pulse")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> look.run())
                .process(_ -> tell.run());
    }
}
