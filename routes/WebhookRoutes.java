package io.quill.routes;

import io.quill.events.Envelope;
import io.quill.events.webhook.Adapted;
import io.quill.events.webhook.Delivery;
import io.quill.events.webhook.WebhookDesk;
import io.quill.events.webhook.WebhookExchange;
import io.quill.platform.http.loop.EventLoop;

import org.apache.camel.builder.RouteBuilder;

/** verify → split → adapt → hold → ack: nothing is acknowledged that is not durable. */
public final class WebhookRoutes extends RouteBuilder {
    private final WebhookDesk desk;
    private final WebhookExchange exchange;

    public WebhookRoutes(WebhookDesk desk, WebhookExchange exchange) {
        this.desk = desk;
        this.exchange = exchange;
    }

    @Override
    public void configure() {
        getContext().getRegistry().bind("webhookHeaders", exchange);
        getContext().getRegistry().bind("eventLoop", new EventLoop());

        from("platform-http:/webhook/{source}?httpMethodRestrict=POST&platformHttpEngine=#eventLoop&headerFilterStrategy=#webhookHeaders")
                .routeId("webhook")
                .process(exchange::receive)
                .transform()
                .body(Envelope.class, desk::verify)
                .filter(body().isInstanceOf(Delivery.class))
                .transform()
                .body(Delivery.class, desk::adapt)
                .process(EventLoop.later(Adapted.class, desk::hold))
                .end()
                .process(exchange::answer);
    }
}
