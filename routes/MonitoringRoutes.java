package io.quill.routes;

import org.apache.camel.builder.RouteBuilder;

/** Timers that sample the figures, send notices, and recount the books. */
public final class MonitoringRoutes extends RouteBuilder {
    private final Runnable look;
    private final Runnable tell;
    private final Runnable recount;

    public MonitoringRoutes(Runnable look, Runnable tell, Runnable recount) {
        this.look = look;
        this.tell = tell;
        this.recount = recount;
    }

    @Override
    public void configure() {
        from("scheduler:pulse?delay=15000")
                .routeId("pulse")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> look.run())
                .process(_ -> tell.run());

        from("scheduler:recount?initialDelay=60000&delay=60000")
                .routeId("recount")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> recount.run());
    }
}
