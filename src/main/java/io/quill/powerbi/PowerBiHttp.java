package io.quill.powerbi;

import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.model.Resilience4jConfigurationDefinition;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.util.TimeValue;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** How Camel's HTTP client has to be set up, so that one send is one request on the wire. */
public final class PowerBiHttp implements HttpClientConfigurer, HeaderFilterStrategy {
    private static final Set<String> OURS =
            Set.of(
                    "authorization",
                    "accept",
                    "accept-encoding",
                    "content-encoding",
                    SequenceBooks.HEADER.toLowerCase(Locale.ROOT));

    private static final Duration RESPONSE = Duration.ofSeconds(30);

    /** The endpoint that the route {@code direct:power-bi} ends at. */
    public static String endpoint(String apiUrl) {
        return endpoint(apiUrl, RESPONSE);
    }

    static String endpoint(String apiUrl, Duration response) {
        URI origin = Target.origin("POWERBI_API_URL", apiUrl);
        String self = "#class:" + PowerBiHttp.class.getName();
        return origin
                + "?bridgeEndpoint=true&throwExceptionOnFailure=false"
                + "&copyHeaders=false&followRedirects=false"
                + "&connectTimeout=5000&connectionRequestTimeout=5000"
                + ("&responseTimeout=" + response.toMillis() + "&soTimeout=" + response.toMillis())
                + "&httpClientConfigurer="
                + self
                + "&headerFilterStrategy="
                + self;
    }

    /**
     * A breaker that opens when most of ten calls brought no answer, statuses aside, and looks
     * again after five seconds with one call: pushing resumes within ten. No thread of its own and
     * no time-out, which would give up on a request that is still under way; no bulkhead, because
     * the quota already bounds what is in flight.
     */
    public static Resilience4jConfigurationDefinition breaker() {
        return new Resilience4jConfigurationDefinition()
                .slidingWindowType("COUNT_BASED")
                .slidingWindowSize(10)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(60)
                .waitDurationInOpenState(5)
                .permittedNumberOfCallsInHalfOpenState(1)
                .timeoutEnabled(false)
                .bulkheadEnabled(false);
    }

    /**
     * The client by itself sends a POST again after 503 and 429. Idle connections go before a load
     * balancer forgets them silently, which would leave the next request in doubt.
     */
    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries()
                .disableRedirectHandling()
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
