package io.quill.routes;

import io.quill.powerbi.CamelTransport;

import org.apache.camel.builder.RouteBuilder;

import java.time.Duration;

/** Every request to Power BI goes this way, and one send is one request. */
public final class PowerBiRoute extends RouteBuilder {
    private final String origin;
    private final Duration patience;

    /**
     * @param patience how long an answer is waited for
     */
    public PowerBiRoute(String origin, Duration patience) {
        this.origin = origin;
        this.patience = patience;
    }

    @Override
    public void configure() {
        from(CamelTransport.ROUTE)
                .routeId("power-bi")
                .errorHandler(noErrorHandler())
                .circuitBreaker()
                .resilience4jConfiguration(CamelTransport.Http.breaker())
                .to(CamelTransport.Http.endpoint(origin, patience))
                .end();
    }
}
