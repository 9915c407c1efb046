package io.quill.routes;

import io.quill.events.push.Pusher;
import io.quill.events.push.Round;
import io.quill.events.resolve.Resolver;
import io.quill.platform.store.GuardLost;
import io.quill.platform.store.StoreException;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import java.util.function.Consumer;

/**
 * unresolved → resolve; outbox → gate → ensure dims → aggregate → throttle → post → settle, for as
 * long as there is something to do and the quota has room. Nothing but the store remembers anything
 * on this way.
 */
public final class PushRoutes extends RouteBuilder {
    private final Pusher pusher;
    private final Resolver resolver;
    private final Consumer<Round> watcher;

    public PushRoutes(Pusher pusher, Resolver resolver, Consumer<Round> watcher) {
        this.pusher = pusher;
        this.resolver = resolver;
        this.watcher = watcher;
    }

    @Override
    public void configure() {
        onException(StoreException.class, GuardLost.class)
                .handled(true)
                .log("Pushing begins again: ${exception.message}")
                .process(_ -> pusher.forget());

        from("scheduler:lease?initialDelay=0&delay=2000")
                .routeId("lease")
                .process(_ -> pusher.keepLease());

        from("scheduler:resolve?delay=2000")
                .routeId("resolve")
                .process(_ -> pusher.lease().ifPresent(resolver::advance));

        from("scheduler:push?initialDelay=250&delay=250")
                .routeId("push")
                .loopDoWhile(_ -> pusher.mayGoOn())
                .setBody(_ -> pusher.begin())
                .transform()
                .body(Round.class, pusher::gate)
                .transform()
                .body(Round.class, pusher::ensureDimensions)
                .process(this::watched)
                .transform()
                .body(Round.class, pusher::aggregate)
                .transform()
                .body(Round.class, pusher::throttle)
                .transform()
                .body(Round.class, pusher::post)
                .transform()
                .body(Round.class, pusher::settle)
                .process(this::watched)
                .end();
    }

    private void watched(Exchange exchange) {
        watcher.accept(exchange.getMessage().getBody(Round.class));
    }
}
