package io.quill.routes;

import io.quill.store.StoreException;

import org.apache.camel.builder.RouteBuilder;

import java.util.Optional;

/**
 * The roster: read from its source at the start and every quarter of an hour, and looked at in the
 * store more often, since another replica may have changed it.
 */
public final class DimensionRoutes extends RouteBuilder {
    private final Runnable look;
    private final Optional<Runnable> sync;

    public DimensionRoutes(Runnable look, Optional<Runnable> sync) {
        this.look = look;
        this.sync = sync;
    }

    @Override
    public void configure() {
        onException(StoreException.class)
                .handled(true)
                .log("The roster stays as it was: ${exception.message}");

        from("timer:roster-look?period=15000").routeId("roster-look").process(_ -> look.run());

        sync.ifPresent(
                each ->
                        from("timer:roster?delay=0&period=900000")
                                .routeId("roster")
                                .process(_ -> each.run()));
    }
}
