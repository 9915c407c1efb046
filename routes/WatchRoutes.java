package io.quill.routes;

import org.apache.camel.builder.RouteBuilder;

/** Looks at the figures, tells somebody what needs a person, and recounts the books. */
public final class WatchRoutes extends RouteBuilder {
    private final Runnable look;
    private final Runnable tell;
    private final Runnable recount;

    public WatchRoutes(Runnable look, Runnable tell, Runnable recount) {
        this.look = look;
        this.tell = tell;
        this.recount = recount;
    }

    @Override
    public void configure() {
        from("scheduler:pulse?delay=15000")
                .routeId("pulse")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> look.run())
                .process(_ -> tell.run());

        from("scheduler:recount?initialDelay=60000&delay=60000")
                .routeId("recount")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> recount.run());
    }
}
