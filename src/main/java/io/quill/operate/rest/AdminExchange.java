package io.quill.operate.rest;

import io.quill.operate.access.AdminRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.spi.HeaderFilterStrategy;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Converts between Camel's exchange and admin requests and replies. */
public final class AdminExchange implements HeaderFilterStrategy {
    private static final Set<String> TOLD =
            Set.of("Location", "Retry-After", "WWW-Authenticate", "Cache-Control", "Allow");

    private final InstantSource clock;
    private final Supplier<String> ids;

    public AdminExchange(InstantSource clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** Taken from the request itself: among Camel's headers a query parameter may pose as one. */
    public void receive(Exchange exchange) {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        byte[] body = message.getBody() instanceof Buffer buffer ? buffer.getBytes() : new byte[0];
        message.setBody(request(message.getRequest(), body));
    }

    /** A request as far as it is known before its body. */
    public AdminRequest head(HttpServerRequest request) {
        return request(request, new byte[0]);
    }

    private AdminRequest request(HttpServerRequest request, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        request.headers()
                .forEach(
                        (name, value) ->
                                headers.computeIfAbsent(
                                                name.toLowerCase(Locale.ROOT),
                                                _ -> new ArrayList<>())
                                        .add(value));
        return new AdminRequest(
                ids.get(),
                clock.instant(),
                request.method().name(),
                target(request),
                headers,
                request.remoteAddress().hostAddress(),
                body);
    }

    /** Without what some put before the path. */
    private static String target(HttpServerRequest request) {
        String path = request.path() == null ? "/" : request.path();
        return request.query() == null ? path : path + "?" + request.query();
    }

    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        AdminReply adminReply = message.getBody(AdminReply.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, adminReply.status());
        message.setHeader("Cache-Control", "no-store");
        adminReply.headers().forEach(message::setHeader);
        message.setHeader(Exchange.CONTENT_TYPE, adminReply.mediaType());
        message.setBody(ByteBuffer.wrap(adminReply.body()));
    }

    /** Nothing of a request becomes a header of the exchange, or comes back in the reply. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !TOLD.contains(name);
    }
}
