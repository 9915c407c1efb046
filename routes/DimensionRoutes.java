package io.quill.routes;

import org.apache.camel.builder.RouteBuilder;

/** The roster, at the start and every quarter of an hour; the gate sees it at once. */
public final class DimensionRoutes extends RouteBuilder {
    private final Runnable sync;

    public DimensionRoutes(Runnable sync) {
        this.sync = sync;
    }

    @Override
    public void configure() {
        from("timer:roster?delay=0&period=900000").routeId("roster").process(_ -> sync.run());
    }
}
