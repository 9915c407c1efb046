package io.quill.routes;

import io.quill.events.push.Pusher;
import io.quill.events.push.Readmission;

import org.apache.camel.builder.RouteBuilder;

/** gated → outbox, when the roster or an operator lets an agent in. */
public final class GateRoutes extends RouteBuilder {
    private final Pusher pusher;
    private final Readmission readmission;

    public GateRoutes(Pusher pusher, Readmission readmission) {
        this.pusher = pusher;
        this.readmission = readmission;
    }

    @Override
    public void configure() {
        from("scheduler:readmit?delay=5000")
                .routeId("readmit")
                .routeConfigurationId(Faults.LATER)
                .process(_ -> pusher.lease().ifPresent(readmission::look));
    }
}
