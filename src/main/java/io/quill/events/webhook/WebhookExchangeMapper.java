package io.quill.events.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.events.Envelope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.slf4j.MDC;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Maps Camel's exchange to an envelope, and the response back. */
public final class WebhookExchangeMapper implements HeaderFilterStrategy {
    private static final String ENVELOPE = "envelope";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String ARRIVAL = "quill-arrival";
    private static final int NOT_FOUND = 404;

    private final InstantSource clock;
    private final Supplier<String> ids;
    private final DeliveryListener deliveryListener;

    /** Time and path of a delivery. */
    private record Arrived(long nanos, String path) {
        String source() {
            return WebhookHandler.sourceName(path);
        }

        Duration ago() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }
    }

    public WebhookExchangeMapper(
            InstantSource clock, Supplier<String> ids, DeliveryListener deliveryListener) {
        this.clock = clock;
        this.ids = ids;
        this.deliveryListener = deliveryListener;
    }

    /** Reads the request itself, since a query parameter may pose as one of Camel's headers. */
    public void receive(Exchange exchange) {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        HttpServerRequest request = message.getRequest();
        exchange.setProperty(ARRIVAL, new Arrived(System.nanoTime(), request.uri()));
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach(
                        (name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        byte[] body = message.getBody() instanceof Buffer buffer ? buffer.getBytes() : new byte[0];
        String id = ids.get();
        MDC.put(ENVELOPE, id);
        message.setBody(
                new Envelope(
                        id,
                        clock.instant(),
                        request.method().name(),
                        request.uri(),
                        headers,
                        body));
    }

    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        WebhookResponse webhookResponse = message.getBody(WebhookResponse.class);
        notifyListener(exchange.getProperty(ARRIVAL, Arrived.class), webhookResponse);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, webhookResponse.status());
        webhookResponse
                .retry()
                .ifPresent(after -> message.setHeader(RETRY_AFTER, after.toSeconds()));
        String body = webhookResponse.body();
        if (!body.isEmpty()) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        // a byte[] would be streamed through a worker, piece by piece; a ByteBuffer is written at
        // once
        message.setBody(ByteBuffer.wrap(body.getBytes(UTF_8)));
    }

    /** Notifies the listener; all unknown sources count as one, since anybody may ask for any. */
    private void notifyListener(Arrived arrived, WebhookResponse webhookResponse) {
        String source = webhookResponse.status() == NOT_FOUND ? "unknown" : arrived.source();
        deliveryListener.answered(source, webhookResponse, arrived.ago());
    }

    /** Keeps all headers of a request out of the exchange and the reply. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !name.equals(RETRY_AFTER);
    }
}
