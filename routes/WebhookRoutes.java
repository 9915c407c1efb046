package io.quill.routes;

import io.quill.events.Envelope;
import io.quill.events.webhook.AdaptedDelivery;
import io.quill.events.webhook.Delivery;
import io.quill.events.webhook.WebhookExchangeMapper;
import io.quill.events.webhook.WebhookHandler;
import io.quill.platform.http.loop.EventLoopEngine;

import org.apache.camel.builder.RouteBuilder;

/** verify → split → adapt → hold → ack: nothing is acknowledged that is not durable. */
public final class WebhookRoutes extends RouteBuilder {
    private final WebhookHandler desk;
    private final WebhookExchangeMapper exchange;

    public WebhookRoutes(WebhookHandler desk, WebhookExchangeMapper exchange) {
        this.desk = desk;
        this.exchange = exchange;
    }

    @Override
    public void configure() {
        getContext().getRegistry().bind("webhookHeaders", exchange);
        getContext().getRegistry().bind("eventLoop", new EventLoopEngine());

        from("platform-http:/webhook/{source}?httpMethodRestrict=POST&platformHttpEngine=#eventLoop&headerFilterStrategy=#webhookHeaders")
                .routeId("webhook")
                .process(exchange::receive)
                .transform()
                .body(Envelope.class, desk::verify)
                .filter(body().isInstanceOf(Delivery.class))
                .transform()
                .body(Delivery.class, desk::adapt)
                .process(EventLoopEngine.later(AdaptedDelivery.class, desk::hold))
                .end()
                .process(exchange::answer);
    }
}
