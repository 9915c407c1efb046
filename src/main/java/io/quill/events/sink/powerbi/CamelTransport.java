package io.quill.events.sink.powerbi;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.quill.platform.http.CertificateFaults;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.TypeConversionException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.model.Resilience4jConfigurationDefinition;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.util.TimeValue;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Transport that hands each request to the route direct:power-bi. */
public final class CamelTransport implements Transport {
    public static final String ROUTE = "direct:power-bi";

    private final ProducerTemplate template;
    private final String host;

    CamelTransport(ProducerTemplate template) {
        this(template, "Power BI");
    }

    /**
     * @param host that the route leads to, for what is told of it
     */
    public CamelTransport(ProducerTemplate template, String host) {
        this.template = template;
        this.host = host;
    }

    @Override
    public SendResult send(PowerBiRequest powerBiRequest) {
        Exchange exchange = template.send(ROUTE, fresh -> fill(fresh, powerBiRequest));
        Exception fault = exchange.getException();
        if (fault != null) {
            return failure(fault);
        }
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null) {
            return wasRejected(exchange)
                    ? new SendResult.Unsent("Power BI has not answered lately; the circuit is open")
                    : new SendResult.NoReply("The route to Power BI brought no status");
        }
        return answer(message, status);
    }

    private static void fill(Exchange exchange, PowerBiRequest powerBiRequest) {
        Message message = exchange.getMessage();
        powerBiRequest.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_METHOD, powerBiRequest.method());
        message.setHeader(Exchange.HTTP_PATH, powerBiRequest.path());
        if (!powerBiRequest.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, powerBiRequest.query());
        }
        if (powerBiRequest.body().length > 0) {
            message.setBody(powerBiRequest.body());
        }
    }

    private static SendResult answer(Message message, int status) {
        try {
            byte[] body = message.getMandatoryBody(byte[].class);
            return new SendResult.Answer(status, headers(message), body);
        } catch (InvalidPayloadException | TypeConversionException fault) {
            return message.getBody() == null
                    ? new SendResult.Answer(status, headers(message), new byte[0])
                    : new SendResult.NoReply(
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

    /** Maps a failure: without a connection nothing was sent, after that nobody can tell. */
    private SendResult failure(Exception fault) {
        Optional<String> certificate = CertificateFaults.describe(fault, host, "POWERBI_API_URL");
        if (certificate.isPresent()) {
            return new SendResult.Unsent(certificate.get());
        }
        String why = fault.getClass().getSimpleName() + ": " + fault.getMessage();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof ConnectionRequestTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return new SendResult.Unsent("Power BI cannot be reached: " + why);
            }
        }
        return new SendResult.NoReply("Power BI did not answer: " + why);
    }

    private static boolean wasRejected(Exchange exchange) {
        return isTrue(exchange, ExchangePropertyKey.CIRCUIT_BREAKER_RESPONSE_REJECTED)
                || isTrue(exchange, ExchangePropertyKey.CIRCUIT_BREAKER_RESPONSE_SHORT_CIRCUITED);
    }

    private static boolean isTrue(Exchange exchange, ExchangePropertyKey key) {
        return Boolean.TRUE.equals(exchange.getProperty(key, Boolean.class));
    }

    /** How Camel's HTTP client has to be set up, so that one send is one request on the wire. */
    public static final class Http implements HttpClientConfigurer, HeaderFilterStrategy {
        private static final String BREAKER = "power-bi-breaker";
        private static final Set<String> OURS =
                Set.of(
                        "authorization",
                        "accept",
                        "accept-encoding",
                        SequenceNumberReader.HEADER.toLowerCase(Locale.ROOT));

        private final Duration patience;

        /** Camel makes it, from what the endpoint says. */
        public Http(long patienceMillis) {
            this.patience = Duration.ofMillis(patienceMillis);
        }

        /**
         * The endpoint that the route {@code direct:power-bi} ends at.
         *
         * @param patience how long a connection is waited for, then that a body is read on, and
         *     then an answer with all that belongs to it
         */
        public static String endpoint(String apiUrl, Duration patience) {
            URI origin = DatasetTarget.origin("POWERBI_API_URL", apiUrl);
            String self = "#class:" + Http.class.getName() + "(" + patience.toMillis() + ")";
            String waits =
                    Stream.of(
                                    "connectTimeout",
                                    "connectionRequestTimeout",
                                    "responseTimeout",
                                    "soTimeout")
                            .map(wait -> "&" + wait + "=" + patience.toMillis())
                            .collect(Collectors.joining());
            return origin
                    + "?bridgeEndpoint=true&throwExceptionOnFailure=false"
                    + "&copyHeaders=false&followRedirects=false"
                    + waits
                    + "&httpClientConfigurer="
                    + self
                    + "&headerFilterStrategy="
                    + self;
        }

        /**
         * A breaker that opens when most of ten calls brought no answer, statuses aside, and looks
         * again after a second with one call. It spares the service a crowd and not a single one,
         * and its time adds to that of the last call before an outage ends. No thread of its own
         * and no time-out, which would give up on a request that is still under way; no bulkhead,
         * because the quota already bounds what is in flight.
         *
         * @param waits a clock that does not go back
         */
        public static Resilience4jConfigurationDefinition breaker(
                CamelContext camel, InstantSource waits) {
            camel.getRegistry().bind(BREAKER, breaker(waits));
            return new Resilience4jConfigurationDefinition()
                    .circuitBreaker(BREAKER)
                    .timeoutEnabled(false)
                    .bulkheadEnabled(false);
        }

        /**
         * By itself it would wait by the clock on the wall, and for as long as that is set back.
         */
        static CircuitBreaker breaker(InstantSource waits) {
            return CircuitBreaker.of(
                    BREAKER,
                    CircuitBreakerConfig.custom()
                            .clock(waits.withZone(ZoneOffset.UTC))
                            .slidingWindowType(SlidingWindowType.COUNT_BASED)
                            .slidingWindowSize(10)
                            .minimumNumberOfCalls(5)
                            .failureRateThreshold(60)
                            .waitDurationInOpenState(Duration.ofSeconds(1))
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .build());
        }

        /**
         * The client by itself sends a POST again after 503 and 429. Idle connections go before a
         * load balancer forgets them silently, which would leave the next request in doubt.
         */
        @Override
        public void configureHttpClient(HttpClientBuilder client) {
            ResponseLimits limits = new ResponseLimits(patience);
            client.disableAutomaticRetries()
                    .disableRedirectHandling()
                    .addExecInterceptorFirst("upload", new UploadTimeout(patience))
                    .addExecInterceptorFirst("answer", limits)
                    .addExecInterceptorBefore(
                            ChainElement.MAIN_TRANSPORT.name(), "connected", limits::startDeadline)
                    .disableCookieManagement()
                    .disableAuthCaching()
                    .evictExpiredConnections()
                    .evictIdleConnections(TimeValue.ofSeconds(60));
        }

        @Override
        public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
            return !OURS.contains(name.toLowerCase(Locale.ROOT));
        }

        @Override
        public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
            return false;
        }
    }
}
