package io.quill.routes;

import org.apache.camel.builder.RouteBuilder;

/** HubSpot, once a night: what no webhook brought is held. */
public final class ReconcileRoutes extends RouteBuilder {
    private final Runnable tick;
    private final Runnable beat;

    /**
     * Asks every minute whether the time has come.
     *
     * @param beat what wants to be done every few seconds while it goes on
     */
    public ReconcileRoutes(Runnable tick, Runnable beat) {
        this.tick = tick;
        this.beat = beat;
    }

    @Override
    public void configure() {
        from("scheduler:reconcile?initialDelay=60000&delay=60000")
                .routeId("reconcile")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> tick.run());

        from("scheduler:reconcile-beat?initialDelay=5000&delay=5000")
                .routeId("reconcile-beat")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> beat.run());
    }
}
