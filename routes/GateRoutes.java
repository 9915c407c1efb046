package io.quill.routes;

import io.quill.events.push.GatedFactReviver;
import io.quill.events.push.Pusher;

import org.apache.camel.builder.RouteBuilder;

/** gated → outbox, when the roster or an operator lets an agent in. */
public final class GateRoutes extends RouteBuilder {
    private final Pusher pusher;
    private final GatedFactReviver gatedFactReviver;

    public GateRoutes(Pusher pusher, GatedFactReviver gatedFactReviver) {
        this.pusher = pusher;
        this.gatedFactReviver = gatedFactReviver;
    }

    @Override
    public void configure() {
        from("scheduler:readmit?delay=5000")
                .routeId("readmit")
                .routeConfigurationId(ErrorHandling.LATER)
                .process(_ -> pusher.lease().ifPresent(gatedFactReviver::run));
    }
}
