package io.quill.routes;

import org.apache.camel.builder.RouteBuilder;

/** spool → store: what was held while the store was away follows as soon as it is back. */
public final class SpoolRoutes extends RouteBuilder {
    private final Runnable drain;

    public SpoolRoutes(Runnable drain) {
        this.drain = drain;
    }

    @Override
    public void configure() {
        from("scheduler:spool?initialDelay=0&delay=1000")
                .routeId("spool")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> drain.run());
    }
}
