package io.quill.routes;

import io.quill.push.Pusher;
import io.quill.push.Readmission;
import io.quill.store.GuardLost;
import io.quill.store.StoreException;

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
        onException(StoreException.class, GuardLost.class)
                .handled(true)
                .log("Gated facts are looked at again soon: ${exception.message}");

        from("timer:readmit?period=5000")
                .routeId("readmit")
                .process(_ -> pusher.lease().ifPresent(readmission::look));
    }
}
