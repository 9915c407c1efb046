package io.quill.routes;

import org.apache.camel.builder.RouteBuilder;

/** Nightly reconciliation with HubSpot: events that no webhook brought are held. */
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
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> tick.run());

        from("scheduler:reconcile-beat?initialDelay=5000&delay=5000")
                .routeId("reconcile-beat")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> beat.run());
    }
}
