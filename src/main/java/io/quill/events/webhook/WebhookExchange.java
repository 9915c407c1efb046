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

/** Between Camel's exchange and the desk: what arrived as an envelope, the answer as a reply. */
public final class WebhookExchange implements HeaderFilterStrategy {
    private static final String ENVELOPE = "envelope";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String ARRIVAL = "quill-arrival";
    private static final int NOT_FOUND = 404;

    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Witness witness;

    /** When a delivery came, and where to. */
    private record Arrived(long nanos, String path) {
        String source() {
            return WebhookDesk.name(path);
        }

        Duration ago() {
            return Duration.ofNanos(System.nanoTime() - nanos);
        }
    }

    public WebhookExchange(InstantSource clock, Supplier<String> ids, Witness witness) {
        this.clock = clock;
        this.ids = ids;
        this.witness = witness;
    }

    /** Taken from the request itself: among Camel's headers a query parameter may pose as one. */
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
        Answer answer = message.getBody(Answer.class);
        tell(exchange.getProperty(ARRIVAL, Arrived.class), answer);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        answer.retry().ifPresent(after -> message.setHeader(RETRY_AFTER, after.toSeconds()));
        String body = answer.body();
        if (!body.isEmpty()) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        // a byte[] would be streamed through a worker, piece by piece; a ByteBuffer is written at
        // once
        message.setBody(ByteBuffer.wrap(body.getBytes(UTF_8)));
    }

    /** A stranger may ask for any source: those that nobody knows are one. */
    private void tell(Arrived arrived, Answer answer) {
        String source = answer.status() == NOT_FOUND ? "unknown" : arrived.source();
        witness.answered(source, answer, arrived.ago());
    }

    /** Nothing of a request becomes a header of the exchange, or comes back in the reply. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !name.equals(RETRY_AFTER);
    }
}
