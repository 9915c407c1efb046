package io.quill.routes;

import io.quill.events.sink.powerbi.CamelTransport;

import org.apache.camel.builder.RouteBuilder;

import java.time.Duration;
import java.time.InstantSource;

/** Route of all requests to Power BI; one send is one request. */
public final class PowerBiRoute extends RouteBuilder {
    private final String origin;
    private final Duration patience;
    private final InstantSource waits;

    /**
     * @param patience how long an answer is waited for
     * @param waits a clock that does not go back
     */
    public PowerBiRoute(String origin, Duration patience, InstantSource waits) {
        this.origin = origin;
        this.patience = patience;
        this.waits = waits;
    }

    @Override
    public void configure() {
        from(CamelTransport.ROUTE)
                .routeId("power-bi")
                .errorHandler(noErrorHandler())
                .circuitBreaker()
                .resilience4jConfiguration(CamelTransport.Http.breaker(getContext(), waits))
                .to(CamelTransport.Http.endpoint(origin, patience))
                .end();
    }
}
