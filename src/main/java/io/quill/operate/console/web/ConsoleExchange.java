package io.quill.operate.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.spi.HeaderFilterStrategy;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Converts between Camel's exchange and console requests and replies. */
public final class ConsoleExchange implements HeaderFilterStrategy {
    private static final Map<String, String> ALWAYS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
                            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                            + " base-uri 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "same-origin",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin");

    /** Taken from the request itself: among Camel's headers a query parameter may pose as one. */
    public void receive(Exchange exchange) {
        HttpMessage message = exchange.getIn(HttpMessage.class);
        String body = message.getBody() instanceof Buffer buffer ? buffer.toString(UTF_8) : "";
        message.setBody(ask(message.getRequest(), body));
    }

    static ConsoleRequest ask(HttpServerRequest request, String body) {
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach((name, value) -> said(headers, name.toLowerCase(Locale.ROOT), value));
        return new ConsoleRequest(
                request.method().name(),
                request.uri(),
                headers,
                request.remoteAddress().hostAddress(),
                body);
    }

    /** One line a header: a proxy may add its own X-Forwarded-For below one that came to it. */
    private static void said(Map<String, String> headers, String name, String value) {
        String between = name.equals("cookie") ? "; " : ", ";
        headers.merge(name, value, (first, second) -> first + between + second);
    }

    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        ConsoleReply consoleReply = message.getBody(ConsoleReply.class);
        message.removeHeaders("*");
        ALWAYS.forEach(message::setHeader);
        message.setHeader("Cache-Control", "no-store");
        switch (consoleReply) {
            case ConsoleReply.Shown(int status, var page, var retryAfter) -> {
                retryAfter.ifPresent(
                        wait -> message.setHeader("Retry-After", Math.max(1, wait.toSeconds())));
                respond(message, status, "text/html; charset=utf-8", page.markup().getBytes(UTF_8));
            }
            case ConsoleReply.Moved(var to, var cookie) -> {
                message.setHeader("Location", to.text());
                cookie.ifPresent(each -> message.setHeader("Set-Cookie", each));
                respond(message, 303, "text/plain; charset=utf-8", new byte[0]);
            }
            case ConsoleReply.File(String type, byte[] content) -> {
                message.setHeader("Cache-Control", "public, max-age=31536000, immutable");
                respond(message, 200, type, content);
            }
        }
    }

    private static void respond(Message message, int status, String type, byte[] body) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, type);
        // a byte[] would be streamed through a worker, piece by piece
        message.setBody(ByteBuffer.wrap(body));
    }

    /** Nothing of a request becomes a header of the exchange. */
    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }

    /** Camel's own stay within; {@link #answer} has removed all others. */
    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return name.startsWith("Camel");
    }
}
