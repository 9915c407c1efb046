package io.quill.powerbi;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.TypeConversionException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands each request to the route {@code direct:power-bi}, which ends at {@link
 * PowerBiHttp#endpoint}.
 */
public final class CamelTransport implements Transport {
    public static final String ROUTE = "direct:power-bi";

    private final ProducerTemplate template;

    public CamelTransport(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public Reply send(Request request) {
        Exchange exchange = template.send(ROUTE, fresh -> fill(fresh, request));
        Exception fault = exchange.getException();
        if (fault != null) {
            return silence(fault);
        }
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null) {
            return wasRejected(exchange)
                    ? new Reply.Unsent("Power BI has not answered lately; the circuit is open")
                    : new Reply.NoReply("The route to Power BI brought no status");
        }
        return answer(message, status);
    }

    private static void fill(Exchange exchange, Request request) {
        Message message = exchange.getMessage();
        request.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, request.path());
        if (!request.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, request.query());
        }
        if (request.body().length > 0) {
            message.setBody(request.body());
        }
        // the body is packed already; Camel would do it a second time
        exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
    }

    private static Reply answer(Message message, int status) {
        try {
            byte[] body = message.getMandatoryBody(byte[].class);
            return new Reply.Answer(status, headers(message), body);
        } catch (InvalidPayloadException | TypeConversionException fault) {
            return message.getBody() == null
                    ? new Reply.Answer(status, headers(message), new byte[0])
                    : new Reply.NoReply(
                            "HTTP " + status + ", but its body broke off: " + fault.getMessage());
        }
    }

    private static Map<String, String> headers(Message message) {
        Map<String, String> headers = new HashMap<>();
        message.getHeaders()
                .forEach(
                        (name, value) -> {
                            if (!name.startsWith("Camel")) {
                                headers.put(name, String.valueOf(value));
                            }
                        });
        return headers;
    }

    /** Without a connection nothing was sent; after that nobody can tell. */
    private static Reply silence(Exception fault) {
        String why = fault.getClass().getSimpleName() + ": " + fault.getMessage();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof ConnectionRequestTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return new Reply.Unsent("Power BI cannot be reached: " + why);
            }
        }
        return new Reply.NoReply("Power BI did not answer: " + why);
    }

    private static boolean wasRejected(Exchange exchange) {
        return isTrue(exchange, ExchangePropertyKey.CIRCUIT_BREAKER_RESPONSE_REJECTED)
                || isTrue(exchange, ExchangePropertyKey.CIRCUIT_BREAKER_RESPONSE_SHORT_CIRCUITED);
    }

    private static boolean isTrue(Exchange exchange, ExchangePropertyKey key) {
        return Boolean.TRUE.equals(exchange.getProperty(key, Boolean.class));
    }
}
