package io.quill.routes;

import org.apache.camel.builder.RouteBuilder;

import java.util.Optional;

/**
 * Roster → wanted rows, at the start and then in its rhythm; calendar → wanted rows, all the time.
 * What is wanted reaches the tables with the push. The roster is looked at in the store more often,
 * since another replica may have changed it.
 */
public final class DimensionRoutes extends RouteBuilder {
    private final Optional<String> rhythm;
    private final Work work;

    /** What there is to do. */
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
                            .routeConfigurationId(Faults.LATER)
                            .process(_ -> work.readAgents().run());
                    from(endpoint)
                            .routeId("agents")
                            .routeConfigurationId(Faults.LATER)
                            .process(_ -> work.readAgents().run());
                });

        from("scheduler:roster-look?delay=5000")
                .routeId("roster-look")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> work.look().run());

        from("scheduler:dimensions?initialDelay=1000&delay=10000")
                .routeId("dimensions")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> work.keepUp().run());
    }
}
