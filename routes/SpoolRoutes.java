package io.quill.routes;

import org.apache.camel.builder.RouteBuilder;

/** spool → store, as soon as the store is back. */
public final class SpoolRoutes extends RouteBuilder {
    private final Runnable drain;

    public SpoolRoutes(Runnable drain) {
        this.drain = drain;
    }

    @Override
    public void configure() {
        from("scheduler:spool?initialDelay=0&delay=1000")
                .routeId("spool")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> drain.run());
    }
}
