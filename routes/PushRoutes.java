package io.quill.routes;

import io.quill.events.push.PushRound;
import io.quill.events.push.Pusher;
import io.quill.events.resolve.Resolver;
import io.quill.platform.store.GuardLostException;
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
    private final Consumer<PushRound> watcher;

    public PushRoutes(Pusher pusher, Resolver resolver, Consumer<PushRound> watcher) {
        this.pusher = pusher;
        this.resolver = resolver;
        this.watcher = watcher;
    }

    @Override
    public void configure() {
        onException(StoreException.class, GuardLostException.class)
                .handled(true)
                .log("Pushing was interrupted and starts again: ${exception.message}")
                .process(_ -> pusher.reset());

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
                .body(PushRound.class, pusher::gate)
                .transform()
                .body(PushRound.class, pusher::ensureDimensions)
                .process(this::notifyWatcher)
                .transform()
                .body(PushRound.class, pusher::aggregate)
                .transform()
                .body(PushRound.class, pusher::throttle)
                .transform()
                .body(PushRound.class, pusher::post)
                .transform()
                .body(PushRound.class, pusher::settle)
                .process(this::notifyWatcher)
                .end();
    }

    private void notifyWatcher(Exchange exchange) {
        watcher.accept(exchange.getMessage().getBody(PushRound.class));
    }
}
