package io.quill.routes;

import org.apache.camel.builder.RouteBuilder;

import java.util.Optional;

/**
 * roster → wanted rows, at the start and on schedule; calendar → wanted rows. The roster is read
 * from the store more often, since another replica may have changed it.
 */
public final class DimensionRoutes extends RouteBuilder {
    private final Optional<String> rhythm;
    private final Work work;

    /** Tasks of the timers. */
    public record Work(Runnable readAgents, Runnable look, Runnable keepUp) {}

    /**
     * @param rhythm the endpoint that says when agents are read, where there are any to read
     */
    public DimensionRoutes(Optional<String> rhythm, Work work) {
        this.rhythm = rhythm;
        this.work = work;
    }

    @Override
    public void configure() {
        rhythm.ifPresent(
                endpoint -> {
                    from("scheduler:first-agents?initialDelay=0&repeatCount=1")
                            .routeId("first-agents")
                            .routeConfigurationId(ErrorHandling.LATER)
                            .process(_ -> work.readAgents().run());
                    from(endpoint)
                            .routeId("agents")
                            .routeConfigurationId(ErrorHandling.LATER)
                            .process(_ -> work.readAgents().run());
                });

        from("scheduler:roster-look?delay=5000")
                .routeId("roster-look")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> work.look().run());

        from("scheduler:dimensions?initialDelay=1000&delay=10000")
                .routeId("dimensions")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> work.keepUp().run());
    }
}
