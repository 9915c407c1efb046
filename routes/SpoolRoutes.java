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
        from("timer:spool?delay=0&period=1000&includeMetadata=false")
                .routeId("spool")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> drain.run());
    }
}
